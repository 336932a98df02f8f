"""Meetings of a round: planned, changed until they begin, attended, begun."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from stars.access import can_run_rating
from stars.actions import Action
from stars.assessing import MEETING_MOVES, AssessmentState, MeetingState
from stars.meeting_errors import (
    CountingBegun,
    GroupMissing,
    KindNotInBook,
    MorePresentThanDue,
    NobodyToAssess,
    NoCategory,
    NoHands,
    NomineesMissing,
    NotOnBallot,
    TooManyOnBallot,
    WrongMode,
)
from stars.models import BallotBox, Meeting, Round
from stars.moves import move
from stars.queries.counts import UNFINISHED
from stars.queries.meeting_scope import assessable, has_hands, meeting_categories, scope_entries
from stars.services.assessments import lock_assessment, require_state
from stars.services.meeting_locking import lock_running, log, require_version
from stars.services.requiring import require
from stars.services.voting import require_slips_fit
from stars.tracking import save_tracked

Kind, Mode = Meeting.Kind, Meeting.Mode
NOMINATING = (Mode.HANDS, Mode.NOMINATION)
MOST_ON_A_BALLOT = 400


@dataclass(frozen=True)
class MeetingPlan:
    """`group`: the villagers' group whose entries are assessed, or the name of the branch."""

    kind: str
    mode: str
    title: str
    held_on: datetime.date
    categories: tuple[str, ...]
    group: str = ""


@transaction.atomic
def plan_meeting(*, actor, round_id: int, plan: MeetingPlan) -> Meeting:
    """A meeting with those whom it will assess."""
    assessment = lock_assessment(round_id)
    require(can_run_rating(actor, assessment.village))
    require_state(assessment, AssessmentState.ASSESSING)
    meeting = Meeting(round=assessment.round)
    _write(meeting, plan, actor, Action.MEETING_PLANNED)
    log(Action.MEETING_PLANNED, assessment, meeting, actor=actor, kind=plan.kind, mode=plan.mode)
    return meeting


@transaction.atomic
def change_meeting(*, actor, meeting_id: int, version: int, plan: MeetingPlan) -> Meeting:
    """Another plan; whoever was nominated stays so if he is still assessed."""
    assessment, meeting = lock_running(meeting_id, actor, MeetingState.PLANNED)
    require_version(meeting, version)
    _write(meeting, plan, actor, Action.MEETING_CHANGED)
    log(Action.MEETING_CHANGED, assessment, meeting, actor=actor, kind=plan.kind, mode=plan.mode)
    return meeting


def _write(meeting: Meeting, plan: MeetingPlan, actor, reason: str) -> None:
    _check(meeting.round, plan)
    group = plan.group.strip()
    own_group = group if plan.kind == Kind.GROUP else ""
    entries = list(scope_entries(meeting.round, plan.categories, own_group))
    if not entries:
        raise NobodyToAssess
    meeting.kind, meeting.mode, meeting.group = plan.kind, plan.mode, group
    meeting.title, meeting.held_on = plan.title.strip(), plan.held_on
    save_tracked(meeting, actor=actor, reason=reason)
    meeting.entries.set(entries)
    kept = set(entries) if plan.mode in NOMINATING else set()
    meeting.nominated.set(kept.intersection(meeting.nominated.all()))


def _check(round: Round, plan: MeetingPlan) -> None:
    """What the rulebook allows."""
    chosen = [one for one in meeting_categories(round) if one.key in plan.categories]
    if not chosen or len(chosen) < len(set(plan.categories)):
        raise NoCategory
    for category in chosen:
        if plan.kind not in category.meetings:
            raise KindNotInBook(category.title, "、".join(str(Kind(k).label) for k in category.meetings))
    if (plan.kind == Kind.BRANCH) != (plan.mode == Mode.NOMINATION):
        raise WrongMode
    if plan.mode == Mode.HANDS and not (plan.kind == Kind.GROUP and all(map(has_hands, chosen))):
        raise NoHands
    if plan.kind == Kind.GROUP and not plan.group.strip():
        raise GroupMissing


@transaction.atomic
def set_attendance(
    *, actor, meeting_id: int, version: int, due: int | None, present: int, names: str = ""
) -> Meeting:
    """How many were due and are present; names only where the village wants a list."""
    assessment, meeting = lock_running(meeting_id, actor, *UNFINISHED)
    require_version(meeting, version)
    if due is not None and present > due:
        raise MorePresentThanDue
    if meeting.mode == Mode.HANDS and meeting.sheets.exists() and present != meeting.present:
        raise CountingBegun
    box = BallotBox.objects.filter(meeting=meeting).first()
    if box:
        require_slips_fit(box, present)
    meeting.due, meeting.present, meeting.attendance = due, present, names.strip()
    save_tracked(meeting, actor=actor, reason=Action.MEETING_CHANGED)
    log(Action.MEETING_CHANGED, assessment, meeting, actor=actor, due=due, present=present)
    return meeting


@transaction.atomic
def nominate(*, actor, meeting_id: int, entry_ids: frozenset[int]) -> Meeting:
    """Whom a branch puts forward, or on whom hands will be raised."""
    assessment, meeting = lock_running(meeting_id, actor, *UNFINISHED)
    if meeting.mode not in NOMINATING:
        raise WrongMode
    if meeting.sheets.exists():
        raise CountingBegun
    if entry_ids - set(meeting.entries.values_list("pk", flat=True)):
        raise NotOnBallot
    meeting.nominated.set(entry_ids)
    log(Action.MEETING_CHANGED, assessment, meeting, actor=actor, nominated=len(entry_ids))
    return meeting


@transaction.atomic
def open_meeting(*, actor, meeting_id: int) -> Meeting:
    """It begins: whom it assesses is fixed, and a vote with slips gets its box."""
    assessment, meeting = lock_running(meeting_id, actor, MeetingState.PLANNED)
    keys = [category.key for category in meeting_categories(meeting.round)]
    entries = list(assessable(meeting.round, keys).filter(meetings=meeting))
    if not entries:
        raise NobodyToAssess
    meeting.entries.set(entries)
    meeting.nominated.set(set(entries).intersection(meeting.nominated.all()))
    if meeting.mode == Mode.HANDS and not meeting.nominated.exists():
        raise NomineesMissing
    if meeting.mode == Mode.SLIPS:
        if len(entries) > MOST_ON_A_BALLOT:
            raise TooManyOnBallot(MOST_ON_A_BALLOT)
        BallotBox.objects.create(meeting=meeting)
    move(meeting, MEETING_MOVES, "open", actor=actor)
    log(Action.MEETING_OPENED, assessment, meeting, actor=actor)
    return meeting
