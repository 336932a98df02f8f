"""The leading group of a round: seats, roles, who scores, who is excused."""

import pytest

from stars.assessing import AssessmentState
from stars.errors import NotAllowed, ReasonNeeded, WrongState
from stars.models import Event, PanelScore, PanelSeat, User
from stars.panel_errors import NobodyScores, NoHead, NotInTheGroup, SeatHasScored
from stars.queries.seats import places
from stars.services.panel import SeatWish, excuse_seat, set_seats
from tests.panel_making import seat_group
from tests.rating_making import entries_of, make_rating


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round(world):
    return make_rating(world)


def seats_told(round) -> set[tuple]:
    return {(seat.user.username, seat.role, seat.scores) for seat in PanelSeat.objects.filter(round=round)}


def test_office_does_not_score_unless_it_is_said(world, round):
    seat_group(world, round, SeatWish(world.panel.pk, "head"), SeatWish(world.second_panel.pk, "office"))

    assert seats_told(round) == {("panel", "head", True), ("second_panel", "office", False)}


def test_office_scores_where_it_is_said(world, round):
    seat_group(
        world, round, SeatWish(world.panel.pk, "head", False), SeatWish(world.second_panel.pk, "office", True)
    )

    assert seats_told(round) == {("panel", "head", False), ("second_panel", "office", True)}


def test_seats_are_set_as_a_whole_and_the_step_is_recorded_once(world, round):
    seat_group(world, round)
    seat_group(world, round, SeatWish(world.second_panel.pk, "head"))
    seat_group(world, round, SeatWish(world.second_panel.pk, "head"))

    assert seats_told(round) == {("second_panel", "head", True)}
    assert Event.objects.filter(action="panel_changed", round_id=round.pk).count() == 2


@pytest.mark.parametrize(
    ("role", "scores", "refusal"),
    [("member", None, NoHead), ("office", True, NoHead), ("head", False, NobodyScores)],
)
def test_group_without_head_or_without_anybody_who_scores_is_refused(world, round, role, scores, refusal):
    with pytest.raises(refusal):
        seat_group(world, round, SeatWish(world.panel.pk, role, scores))

    assert not PanelSeat.objects.exists()


@pytest.mark.parametrize("stranger", ["member", "other_panel", "counter"])
def test_seat_needs_the_post_in_this_village(world, round, stranger):
    with pytest.raises(NotInTheGroup):
        seat_group(
            world, round, SeatWish(world.panel.pk, "head"), SeatWish(getattr(world, stranger).pk, "member")
        )

    assert not PanelSeat.objects.exists()


@pytest.mark.parametrize("state", sorted(set(AssessmentState) - {"preparing", "assessing"}))
def test_seats_are_closed_after_the_assessment(world, state):
    round = make_rating(world, state=state)

    with pytest.raises(WrongState):
        seat_group(world, round)


@pytest.mark.parametrize("wishes", [("head", False), None])
def test_seat_that_scored_is_neither_taken_out_nor_silenced(world, round, wishes):
    seat_group(world, round)
    PanelScore(entry=entries_of(round, "cadre")[0], scorer=world.panel, points={}).save()
    mine = [SeatWish(world.panel.pk, *wishes)] if wishes else []

    with pytest.raises(SeatHasScored):
        seat_group(world, round, *mine, SeatWish(world.second_panel.pk, "head"))

    assert len(seats_told(round)) == 2


def test_seat_is_excused_with_a_reason_and_called_back(world, round):
    seat = seat_group(world, round)[0]

    excused = excuse_seat(
        actor=world.secretary, round_id=round.pk, seat_id=seat.pk, excused=True, reason="住院"
    )
    assert (excused.excused, excused.excuse) == (True, "住院")
    event = Event.objects.filter(action="panel_changed").last()
    assert (event.reason, event.data) == ("", {"excused": True})

    back = excuse_seat(actor=world.secretary, round_id=round.pk, seat_id=seat.pk, excused=False)
    assert (back.excused, back.excuse) == (False, "")


def test_excuse_without_a_reason_is_refused(world, round):
    seat = seat_group(world, round)[0]

    with pytest.raises(ReasonNeeded):
        excuse_seat(actor=world.secretary, round_id=round.pk, seat_id=seat.pk, excused=True, reason=" ")


def test_seat_of_another_round_is_not_found(world, round):
    foreign = make_rating(world, village=world.other_village)
    seat = PanelSeat(round=foreign, user=world.other_panel, role="head")
    seat.save()

    with pytest.raises(PanelSeat.DoesNotExist):
        excuse_seat(actor=world.secretary, round_id=round.pk, seat_id=seat.pk, excused=True, reason="x")


@pytest.mark.parametrize("login", ["clerk", "member", "panel", "counter", "other_secretary", "approver"])
def test_only_the_secretary_sets_seats(world, round, login):
    with pytest.raises(NotAllowed):
        set_seats(
            actor=User.objects.get(username=login),
            round_id=round.pk,
            seats=[SeatWish(world.panel.pk, "head")],
        )


def test_places_tell_who_lost_the_post_and_who_has_no_seat_yet(world, round):
    seat_group(world, round, SeatWish(world.panel.pk, "head"))
    world.panel.memberships.get(post="panel").delete()

    told = [(place.user.username, place.seat is not None, place.holds_post) for place in places(round)]

    assert told == [("panel", True, False), ("second_panel", False, True)]
