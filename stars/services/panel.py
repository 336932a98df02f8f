"""The leading group of a round: who sits in it, who of them scores, and who is excused."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from stars.access import can_open_rating
from stars.actions import Action
from stars.assessing import AssessmentState
from stars.errors import BadInput, ReasonNeeded
from stars.models import Assessment, PanelSeat
from stars.panel_errors import NobodyScores, NoHead, NotInTheGroup, SeatHasScored
from stars.queries.seats import group_holders, scorers, seats_of
from stars.services.assessments import lock_assessment, require_state
from stars.services.fitting import fitting
from stars.services.recording import record
from stars.services.requiring import require
from stars.tracking import delete_tracked, save_tracked

OPEN_STATES = (AssessmentState.PREPARING, AssessmentState.ASSESSING)
EXCUSE_MAX = 200


@dataclass(frozen=True)
class SeatWish:
    """`scores` None: as the role says, where the office does not score."""

    user_id: int
    role: str
    scores: bool | None = None

    @property
    def will_score(self) -> bool:
        return self.role != PanelSeat.Role.OFFICE if self.scores is None else self.scores


@transaction.atomic
def set_seats(*, actor, round_id: int, seats: Sequence[SeatWish]) -> list[PanelSeat]:
    """The whole group as it shall be. Whoever has scored keeps a seat that scores: scores are never thrown out."""
    assessment = _locked(actor, round_id)
    wishes = {wish.user_id: wish for wish in seats}
    _refuse_wrong(wishes)
    stored = {seat.user_id: seat for seat in seats_of(assessment.round)}
    _refuse_lost_scores(assessment, wishes, stored)
    for user in group_holders(assessment.village):
        stored.setdefault(user.pk, PanelSeat(round=assessment.round, user=user))
    changed = [_seat(stored.get(wish.user_id), wish, actor=actor) for wish in wishes.values()]
    for user_id, seat in stored.items():
        if user_id not in wishes and seat.pk:
            delete_tracked(seat, actor=actor, reason=Action.PANEL_CHANGED)
            changed.append(True)
    if any(changed):
        _log(assessment, actor=actor, seats=len(wishes))
    return seats_of(assessment.round)


@transaction.atomic
def excuse_seat(*, actor, round_id: int, seat_id: int, excused: bool, reason: str = "") -> PanelSeat:
    """The missing scores of an excused seat hold nobody up; what it gave counts. Without `excused`: back again.

    Why stands at the seat alone, where it can be taken back: it may tell of an illness, and the log is for ever."""
    assessment = _locked(actor, round_id)
    seat = PanelSeat.objects.select_related("user").get(round_id=round_id, pk=seat_id)
    reason = fitting(reason, EXCUSE_MAX) if excused else ""
    if excused and not reason:
        raise ReasonNeeded
    before = (seat.excused, seat.excuse)
    seat.excused, seat.excuse = excused, reason
    if before != (seat.excused, seat.excuse):
        save_tracked(seat, actor=actor, reason=Action.PANEL_CHANGED)
        _log(assessment, actor=actor, target=str(seat.user), excused=excused)
    return seat


def _locked(actor, round_id: int) -> Assessment:
    assessment = lock_assessment(round_id)
    require(can_open_rating(actor, assessment.village))
    require_state(assessment, *OPEN_STATES)
    return assessment


def _refuse_wrong(wishes: dict[int, SeatWish]) -> None:
    if not all(wish.role in PanelSeat.Role.values for wish in wishes.values()):
        raise BadInput
    if not any(wish.role == PanelSeat.Role.HEAD for wish in wishes.values()):
        raise NoHead
    if not any(wish.will_score for wish in wishes.values()):
        raise NobodyScores


def _refuse_lost_scores(assessment: Assessment, wishes: dict[int, SeatWish], stored) -> None:
    scored = scorers(assessment.round)
    for user_id, seat in stored.items():
        wish = wishes.get(user_id)
        if user_id in scored and seat.scores and not (wish and wish.will_score):
            raise SeatHasScored(SeatHasScored.message % {"name": seat.user})


def _seat(seat: PanelSeat | None, wish: SeatWish, *, actor) -> bool:
    """Whether the seat is new or another than before. A new one needs the post; one that was there stays."""
    if seat is None:
        raise NotInTheGroup
    before = (seat.pk is not None, seat.role, seat.scores)
    seat.role, seat.scores = wish.role, wish.will_score
    if before == (True, seat.role, seat.scores):
        return False
    save_tracked(seat, actor=actor, reason=Action.PANEL_CHANGED)
    return True


def _log(assessment: Assessment, *, actor, **told) -> None:
    village, round_ = assessment.village, assessment.round
    record(Action.PANEL_CHANGED, actor=actor, organisation=village, round=round_, **told)
