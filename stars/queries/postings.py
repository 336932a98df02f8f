"""Postings: what runs, what is over, and whether it stands in the way of the next step."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stars.assessing import UNDECIDED_OBJECTIONS
from stars.models import Entry, Objection, Posting, Round
from stars.queries.exclusions import objection_waits
from stars.slip_errors import NotRatedObjects

NOT_POSTED, POSTING_RUNS, OBJECTIONS_UNDECIDED = "not_posted", "posting_runs", "objections_undecided"
NOT_RATED_OBJECTS = "not_rated_objects"
OBSTACLES = {
    NOT_POSTED: _("The results are not posted, or their posting was taken down. Put them up first."),
    POSTING_RUNS: _("The posting has not run its whole time yet. Wait until its last day is over."),
    OBJECTIONS_UNDECIDED: _("An objection has no answer yet. Decide on every objection first."),
    NOT_RATED_OBJECTS: NotRatedObjects.message,
}


def postings_of(round: Round, kind: str, entry: Entry | None = None) -> QuerySet[Posting]:
    """Newest first."""
    return Posting.objects.filter(round=round, entry=entry, kind=kind).order_by("-number")


def undecided_objections(round: Round, entry: Entry | None = None) -> QuerySet[Objection]:
    """Of every posting of the round, or of the one entry of a ten-star posting."""
    about = {"posting__round": round} if entry is None else {"posting__entry": entry}
    return Objection.objects.filter(state__in=UNDECIDED_OBJECTIONS, **about)


def obstacles(round: Round, kind: str, entry: Entry | None = None) -> list[str]:
    """Why what was posted may not be decided on yet, as keys of OBSTACLES; empty when nothing is in the way."""
    newest = postings_of(round, kind, entry).first()
    found = []
    if newest is None or newest.taken_down_on is not None:
        found.append(NOT_POSTED)
    elif not newest.is_over(timezone.localdate()):
        found.append(POSTING_RUNS)
    if undecided_objections(round, entry).exists():
        found.append(OBJECTIONS_UNDECIDED)
    return found


def filing_obstacles(round: Round) -> list[str]:
    """Why the results of the five roles may not be filed yet, as keys of OBSTACLES. Three queries."""
    found = obstacles(round, Posting.Kind.RESULTS)
    return [*found, NOT_RATED_OBJECTS] if objection_waits(round) else found
