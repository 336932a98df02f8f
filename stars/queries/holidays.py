"""The table of holidays."""

import datetime

from stars.models import Holiday


def holiday_marks() -> dict[datetime.date, bool]:
    """Day → whether it is worked: the whole table, a few dozen rows a year."""
    return dict(Holiday.objects.values_list("day", "works"))
