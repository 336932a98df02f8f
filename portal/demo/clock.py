"""Steps of earlier days: while the demo takes them, it is that day."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

BEGINS = datetime.time(9)


@contextmanager
def on_day(day: datetime.date) -> Iterator[None]:
    """Services ask django.utils.timezone what time it is; here it says nine in the morning of `day`, and goes on."""
    real = timezone.now
    back = real() - timezone.make_aware(datetime.datetime.combine(day, BEGINS))
    timezone.now = lambda: real() - back
    try:
        yield
    finally:
        timezone.now = real
