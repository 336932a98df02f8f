"""A meeting ends: its counts are written, or it is void and counts for nothing."""

import random

from django.db import transaction
from django.utils.translation import gettext as _

from stars.access import can_open_rating, can_run_rating
from stars.actions import Action
from stars.assessing import MEETING_MOVES, MeetingState
from stars.jobs import wipe_boxes
from stars.meeting_errors import AttendanceMissing, MorePresentThanDue, NomineesMissing, WrongMode
from stars.models import Ballot, BallotBox, Meeting, MeetingCount
from stars.moves import move
from stars.rules.ballots import FEWEST_BALLOTS
from stars.services.erasing import erase_marks
from stars.services.fitting import fitting
from stars.services.meeting_locking import lock_meeting, lock_running, log
from stars.services.requiring import require
from stars.tallying import Counts, Head, marks_of, tally_marks
from stars.tracking import save_tracked
from stars.vote_errors import MoreBallotsThanPresent

REASON_MAX = 1000


@transaction.atomic
def close_vote(*, actor, meeting_id: int, present: int) -> Meeting:
    """The vote with slips ends: ballots shuffled into their table, the box with all its slips gone, the sums made.

    With fewer than five ballots nothing of them is kept and the meeting is void.
    """
    assessment, meeting = lock_running(meeting_id, actor, MeetingState.OPEN)
    if meeting.mode != Meeting.Mode.SLIPS:
        raise WrongMode
    if meeting.due is not None and present > meeting.due:
        raise MorePresentThanDue
    box = BallotBox.objects.select_for_update().get(meeting=meeting)
    if len(box.ballots) > present:
        raise MoreBallotsThanPresent(len(box.ballots), present)
    meeting.present = present
    ballots = [{int(entry): option for entry, option in marks.items()} for marks in box.ballots]
    head = Head(len(box.unused) + len(box.used), len(ballots))
    if head.valid >= FEWEST_BALLOTS:
        _keep_shuffled(meeting, ballots)
    _empty(box)
    entries = meeting.entries.values_list("pk", flat=True)
    end_counted(assessment, meeting, head, tally_marks(ballots, entries), actor=actor)
    return meeting


def _keep_shuffled(meeting: Meeting, ballots: list[dict[int, str]]) -> None:
    random.SystemRandom().shuffle(ballots)
    for marks in ballots:
        Ballot.objects.create(meeting=meeting, marks={str(entry): marks[entry] for entry in sorted(marks)})


def _empty(box: BallotBox) -> None:
    box.delete()
    wipe_boxes.enqueue()


def end_counted(assessment, meeting: Meeting, head: Head, counts: Counts, *, actor) -> None:
    """Close with these counts, or void where they can tell how somebody voted; call inside the step's transaction."""
    meeting.issued, meeting.returned, meeting.void_ballots = head.issued, head.returned, head.void
    save_tracked(meeting, actor=actor, reason=Action.MEETING_CLOSED)
    if head.overfull:
        end_void(
            assessment, meeting, _("More ballots came back than were issued, counted twice."), actor=actor
        )
    elif head.valid < FEWEST_BALLOTS:
        why = _("Fewer than five valid ballots: nothing of them is shown or counted. Hold the meeting again.")
        end_void(assessment, meeting, why, actor=actor)
    else:
        _keep_counts(meeting, counts)
        move(meeting, MEETING_MOVES, "close", actor=actor)
        log(Action.MEETING_CLOSED, assessment, meeting, actor=actor)


def _keep_counts(meeting: Meeting, counts: Counts) -> None:
    """An entry with fewer than five marks has no count, and none is left in the sheets; raised hands were seen by
    everybody."""
    hands = meeting.mode == Meeting.Mode.HANDS
    found = {entry: row if hands else marks_of(row) for entry, row in counts.items()}
    kept = {entry for entry, marks in found.items() if hands or sum(marks.values()) >= FEWEST_BALLOTS}
    for entry, marks in found.items():
        if entry in kept:
            MeetingCount.objects.create(meeting=meeting, entry_id=entry, counts=dict(marks))
    if not hands:
        erase_marks(meeting, keep=kept)


def end_void(assessment, meeting: Meeting, reason: str, *, actor, step: str = "void") -> None:
    """What the counters had entered goes; how many ballots were issued, returned and void stays."""
    erase_marks(meeting)
    move(meeting, MEETING_MOVES, step, actor=actor, reason=reason)
    log(Action.MEETING_VOID, assessment, meeting, actor=actor, reason=reason)


@transaction.atomic
def close_nomination(*, actor, meeting_id: int) -> Meeting:
    """The branch has nominated; nothing is counted."""
    assessment, meeting = lock_running(meeting_id, actor, MeetingState.OPEN)
    if meeting.mode != Meeting.Mode.NOMINATION:
        raise WrongMode
    if meeting.present is None:
        raise AttendanceMissing
    if not meeting.nominated.exists():
        raise NomineesMissing
    move(meeting, MEETING_MOVES, "close", actor=actor)
    log(Action.MEETING_CLOSED, assessment, meeting, actor=actor)
    return meeting


@transaction.atomic
def void_meeting(*, actor, meeting_id: int, reason: str) -> Meeting:
    """It counts for nothing, with a reason; open slips and ballots are destroyed. A closed one is the secretary's."""
    assessment, meeting = lock_meeting(meeting_id, can_run_rating, actor)
    reason = fitting(reason, REASON_MAX)
    annulled = meeting.state == MeetingState.CLOSED
    if annulled:
        require(can_open_rating(actor, assessment.village))
    end_void(assessment, meeting, reason, actor=actor, step="annul" if annulled else "void")
    box = BallotBox.objects.select_for_update().filter(meeting=meeting).first()
    if box:
        _empty(box)
    return meeting
