"""Two counters enter the tally, each for himself; it counts once both confirmed the same."""

from collections.abc import Mapping

from django.db import transaction

from stars.access import can_count, can_open_rating
from stars.actions import Action
from stars.assessing import MeetingState
from stars.errors import NotAllowed
from stars.meeting_errors import (
    AttendanceMissing,
    CannotBeCounted,
    CounterConcerned,
    NotOnBallot,
    ReturnedAboveIssued,
    SheetEmpty,
    SheetLocked,
    SumsDiffer,
    TwoCountersAlready,
    VoidAboveReturned,
    WrongMode,
)
from stars.models import Assessment, Meeting, TallySheet
from stars.queries.own import own_subjects
from stars.queries.sheets import counted_entries, head_of, row_options, tallied
from stars.services.closing import end_counted
from stars.services.meeting_locking import lock_meeting, log, require_meeting
from stars.tallying import Head, differences, sheet_faults
from stars.tracking import delete_tracked, save_tracked

COUNTED = (Meeting.Mode.PAPER, Meeting.Mode.HANDS)
MOST = 100_000
WAITING, CLOSED, DIFFERS = "waiting", "closed", "differs"
Counts = Mapping[int, Mapping[str, int]]


def _lock(meeting_id: int, actor) -> tuple[Assessment, Meeting]:
    """Open, counted by hand, and the counter and his household not among those assessed."""
    assessment, meeting = lock_meeting(meeting_id, can_count, actor)
    require_meeting(meeting, MeetingState.OPEN)
    if meeting.mode not in COUNTED:
        raise WrongMode
    if meeting.entries.filter(subject__in=own_subjects(actor, assessment.village)).exists():
        raise CounterConcerned
    if meeting.sheets.exclude(counter=actor).count() > 1:
        raise TwoCountersAlready
    return assessment, meeting


@transaction.atomic
def save_sheet(*, actor, meeting_id: int, head: Head | None, counts: Counts) -> TallySheet:
    """The ballots and some rows, as far as counted; a row sent again replaces what stood there. Whatever does not
    add up yet is kept: it is said, and refused only when the sheet is confirmed."""
    _assessment, meeting = _lock(meeting_id, actor)
    head = _hands_head(meeting) if meeting.mode == Meeting.Mode.HANDS else head
    if head is None:
        raise SheetEmpty
    _require_known(meeting, head, counts)
    sheet = meeting.sheets.filter(counter=actor).first() or TallySheet(meeting=meeting, counter=actor)
    if sheet.confirmed:
        raise SheetLocked
    sheet.issued, sheet.returned, sheet.void_ballots = head.issued, head.returned, head.void
    sheet.recounted = head.recounted and head.overfull
    sheet.counts = sheet.counts | {str(entry): dict(row) for entry, row in counts.items()}
    return save_tracked(sheet, actor=actor, reason=Action.TALLY_ENTERED)


def _hands_head(meeting: Meeting) -> Head:
    """Everybody present may raise a hand: no ballots are issued."""
    if meeting.present is None:
        raise AttendanceMissing
    return Head(meeting.present, meeting.present)


def _require_known(meeting: Meeting, head: Head, counts: Counts) -> None:
    options = row_options(meeting)
    if any(entry not in options or set(row) - options[entry] for entry, row in counts.items()):
        raise NotOnBallot
    numbers = [head.issued, head.returned, head.void, *(n for row in counts.values() for n in row.values())]
    if any(not 0 <= number <= MOST for number in numbers):
        raise CannotBeCounted


@transaction.atomic
def confirm_sheet(*, actor, meeting_id: int) -> str:
    """This counter stands by his sheet. Returns "waiting" for the other, "closed" when both agree, or "differs":
    then both open again and each sees where."""
    assessment, meeting = _lock(meeting_id, actor)
    sheet = meeting.sheets.filter(counter=actor).first()
    if sheet is None:
        raise SheetEmpty
    if sheet.confirmed:
        raise SheetLocked
    if meeting.present is None:
        raise AttendanceMissing
    _require_fitting(meeting, sheet)
    other = meeting.sheets.filter(confirmed=True).exclude(counter=actor).first()
    sheet.confirmed = True
    save_tracked(sheet, actor=actor, reason=Action.TALLY_ENTERED)
    log(Action.TALLY_ENTERED, assessment, meeting, actor=actor)
    return _compare(assessment, meeting, sheet, other, actor=actor) if other else WAITING


def _require_fitting(meeting: Meeting, sheet: TallySheet) -> None:
    hands = meeting.mode == Meeting.Mode.HANDS
    entries = counted_entries(meeting).values_list("pk", flat=True)
    faults = sheet_faults(head_of(sheet), tallied(sheet.counts), entries, hands=hands)
    if faults.head == "void":
        raise VoidAboveReturned
    if faults.head:
        raise ReturnedAboveIssued
    if faults.rows:
        raise SumsDiffer(len(faults.rows))


def _compare(assessment: Assessment, meeting: Meeting, sheet: TallySheet, other: TallySheet, *, actor) -> str:
    head, counts = head_of(sheet), tallied(sheet.counts)
    if not differences((head, counts), (head_of(other), tallied(other.counts))):
        end_counted(assessment, meeting, head, counts, actor=actor)
        return CLOSED
    for one in (sheet, other):
        one.confirmed, one.compared = False, True
        save_tracked(one, actor=actor, reason=Action.TALLY_ENTERED)
    return DIFFERS


@transaction.atomic
def set_sheet_aside(*, actor, meeting_id: int, sheet_id: int) -> None:
    """A counter who cannot go on makes room for another: his own, not yet confirmed sheet, or by the secretary."""
    assessment, meeting = lock_meeting(
        meeting_id, lambda user, village: can_count(user, village) or can_open_rating(user, village), actor
    )
    require_meeting(meeting, MeetingState.OPEN)
    sheet = meeting.sheets.get(pk=sheet_id)
    if sheet.counter_id != actor.pk and not can_open_rating(actor, assessment.village):
        raise NotAllowed
    if sheet.confirmed:
        raise SheetLocked
    log(Action.TALLY_SET_ASIDE, assessment, meeting, actor=actor, counter=sheet.counter_id)
    delete_tracked(sheet, actor=actor, reason=Action.TALLY_SET_ASIDE)
