"""Scoring: line by line, exactly, never for oneself, guarded against a second tab."""

import pytest

from stars.assessing import AssessmentState
from stars.errors import WrongState
from stars.models import Event, PanelScore, PanelSeat
from stars.panel_errors import NoSeat, NotRatedHere, OwnSubject, PointsRefused, ScoredMeanwhile
from stars.services.panel import SeatWish
from tests.panel_making import full_points, give, seat_group
from tests.rating_making import entries_of, make_rating, make_subject


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round(world):
    made = make_rating(world, state="assessing")
    seat_group(world, made)
    return made


@pytest.fixture
def cadre(round):
    return entries_of(round, "cadre")[0]


def test_points_are_kept_as_exact_text_with_every_line(world, cadre):
    typed = full_points(cadre) | {"loyal.policy": " ９．５0 ", "serve": "08"}

    kept = give(world.panel, cadre, typed).points

    assert (kept["loyal.policy"], kept["serve"], kept["clean.tidy"]) == ("9.5", "8", "10")
    assert kept.keys() == full_points(cadre).keys()


@pytest.mark.parametrize(
    "typed",
    ["10.01", "-1", "−0.5", "", "9,5", "九", "1e1", "9.555", "NaN", "1/2", "999999999"],
)
def test_points_that_the_line_does_not_hold_are_refused_with_the_line(world, cadre, typed):
    with pytest.raises(PointsRefused) as refused:
        give(world.panel, cadre, full_points(cadre) | {"loyal.policy": typed})

    assert refused.value.problems.keys() == {"loyal.policy"}
    assert not PanelScore.objects.exists()


def test_every_line_at_fault_is_named_at_once(world, cadre):
    typed = full_points(cadre) | {"loyal.policy": "11", "serve": "", "of_my_own": "3"}

    with pytest.raises(PointsRefused) as refused:
        give(world.panel, cadre, typed)

    assert refused.value.problems.keys() == {"loyal.policy", "serve", "of_my_own"}
    assert "懂政策" in str(refused.value)


def test_table_without_points_is_scored_as_a_whole(world):
    made = make_rating(world, "dashui", state="assessing", cadre=1)
    seat_group(world, made)
    entry = entries_of(made, "cadre")[0]
    entry.applied_on = made.opened_at.date()
    entry.save()

    assert give(world.panel, entry, {"whole": "89.99"}).points == {"whole": "89.99"}
    with pytest.raises(PointsRefused):
        give(world.second_panel, entry, {"whole": "100.5"})


def test_who_did_not_apply_is_not_scored_where_the_book_asks_for_it(world):
    made = make_rating(world, "dashui", state="assessing", cadre=1)
    seat_group(world, made)

    with pytest.raises(NotRatedHere):
        give(world.panel, entries_of(made, "cadre")[0], {"whole": "90"})


@pytest.mark.parametrize("link", ["subject", "household", "member"])
def test_nobody_scores_himself_or_his_household(world, round, link):
    household = entries_of(round, "household")[0].subject
    member = make_subject(world, "cadre", 77, household=household)
    own = {"subject": household, "household": member, "member": household}[link]
    own.people.add(world.panel)
    for entry in (entries_of(round, "household")[0],):
        with pytest.raises(OwnSubject):
            give(world.panel, entry, full_points(entry))

    assert not PanelScore.objects.exists()
    assert give(world.second_panel, entry, full_points(entry)).version == 1


def test_member_of_a_household_is_own_to_whom_the_household_is(world, round):
    cadre = entries_of(round, "cadre")[0]
    cadre.subject.household = entries_of(round, "household")[0].subject
    cadre.subject.save()
    cadre.subject.household.people.add(world.panel)

    with pytest.raises(OwnSubject):
        give(world.panel, cadre, full_points(cadre))


def test_seat_that_does_not_score_gives_no_points(world, cadre, round):
    seat_group(world, round, SeatWish(world.panel.pk, "head"), SeatWish(world.second_panel.pk, "office"))

    with pytest.raises(NoSeat):
        give(world.second_panel, cadre, full_points(cadre))


def test_post_without_a_seat_gives_no_points(world, cadre):
    PanelSeat.objects.all().delete()

    with pytest.raises(NoSeat):
        give(world.panel, cadre, full_points(cadre))


@pytest.mark.parametrize("state", sorted(set(AssessmentState) - {"assessing"}))
def test_points_are_given_during_the_assessment_only(world, round, cadre, state):
    round.assessment.state = state
    round.assessment.save()

    with pytest.raises(WrongState):
        give(world.panel, cadre, full_points(cadre))


def test_second_tab_does_not_overwrite_the_first(world, cadre):
    give(world.panel, cadre, full_points(cadre))

    with pytest.raises(ScoredMeanwhile) as refused:
        give(world.panel, cadre, full_points(cadre, "3"), version=0)

    assert (refused.value.version, refused.value.points) == (1, full_points(cadre))
    assert give(world.panel, cadre, full_points(cadre, "3"), version=1).version == 2


def test_same_points_again_change_nothing(world, cadre):
    give(world.panel, cadre, full_points(cadre))

    again = give(world.panel, cadre, full_points(cadre), version=0)

    assert again.version == 1
    assert again.history.count() == 1


def test_event_says_that_somebody_scored_and_not_how(world, cadre):
    give(world.panel, cadre, full_points(cadre))

    event = Event.objects.get(action="scored")
    assert (event.entry_id, event.actor, event.data, event.reason) == (cadre.pk, world.panel, {}, "")
