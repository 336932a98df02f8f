"""Whether a posting is still what was put up: its digest, and the line of the log that names it."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from stars.actions import Action
from stars.digests import plain_digest
from stars.models import Event, Posting

TEXTS = {
    "posting": _("A posting does not fit its digest."),
    "log": _("The log of steps names no such digest."),
}


def posting_faults(posting: Posting, *, logged: bool) -> Iterator[str]:
    """Keys of TEXTS."""
    if not posting_fits(posting):
        yield "posting"
    if not logged:
        yield "log"


def posting_fits(posting: Posting) -> bool:
    try:
        return plain_digest(posting.content) == posting.digest
    except TypeError:  # the content is nothing that was ever posted
        return False


def is_logged(posting: Posting) -> bool:
    told = {"action": Action.POSTED, "data__digest": posting.digest}
    return Event.objects.filter(round_id=posting.round_id, **told).exists()
