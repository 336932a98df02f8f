"""The ballot that one slip opens: which box it belongs to, and who stands on it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from stars.assessing import MeetingState
from stars.codes import code_digest, number_of
from stars.models import BallotBox, Entry, Meeting
from stars.queries.entries import BY_SUBJECT
from stars.rules.book import Category
from stars.vote_errors import AlreadyVoted, UnknownSlip, VoteOver

MOST_AT_A_TIME = 300  # slips printed at once
OVER = (MeetingState.CLOSED, MeetingState.VOID)


def box_of(code: str, boxes: QuerySet[BallotBox]) -> BallotBox:
    """The open box in which this slip was not used yet; UnknownSlip, AlreadyVoted or VoteOver. One query."""
    number = number_of(code)
    if number is None:
        raise UnknownSlip
    box = boxes.select_related("meeting__round__version", "meeting__round__organiser").filter(
        meeting=number, meeting__state=MeetingState.OPEN
    )
    found = box.first()
    if found is None:
        over = Meeting.objects.filter(pk=number, mode=Meeting.Mode.SLIPS, state__in=OVER)
        raise VoteOver if over.exists() else UnknownSlip
    digest = code_digest(code)
    if digest in found.used:
        raise AlreadyVoted
    if digest not in found.unused:
        raise UnknownSlip
    return found


def choices_of(meeting: Meeting) -> dict[int, frozenset[str]]:
    """Entry → the options of its ballot; one query."""
    categories = meeting.round.version.book.categories
    options = {key: frozenset(one.key for one in category.ballot) for key, category in categories.items()}
    return {entry: options[key] for entry, key in meeting.entries.values_list("pk", "subject__category")}


@dataclass(frozen=True)
class BallotPart:
    """Everybody of one category on the ballot, with the choices there."""

    category: Category
    entries: list[Entry]


@dataclass(frozen=True)
class BallotPaper:
    meeting: Meeting
    parts: list[BallotPart]


def ballot_paper(meeting: Meeting) -> BallotPaper:
    """One query; entries in the order of the list of subjects."""
    categories = meeting.round.version.book.categories
    parts: dict[str, list[Entry]] = {}
    for entry in meeting.entries.select_related("subject").order_by(*BY_SUBJECT):
        parts.setdefault(entry.subject.category, []).append(entry)
    return BallotPaper(meeting, [BallotPart(categories[key], entries) for key, entries in parts.items()])


def ballot_for(code: str) -> BallotPaper:
    """What the voter sees; two queries."""
    return ballot_paper(box_of(code, BallotBox.objects.all()).meeting)
