"""Computing the results of a round: what is missing, what is kept, what is computed anew."""

from fractions import Fraction

import pytest

from stars.assessing import AssessmentState
from stars.digests import plain_digest
from stars.errors import NotAllowed, ReasonNeeded, WrongState
from stars.models import Event, Meeting, PanelScore, RatingRun, Result, User
from stars.panel_errors import NothingToRate, NotReady
from stars.queries.standing import newest_runs
from stars.services.panel import excuse_seat
from stars.services.results import rate_round, reopen_scores
from tests.exclusion_making import excluded_row
from tests.panel_making import (
    ballots,
    full_points,
    make_ready,
    make_tied_dashui,
    score_entries,
    seat_group,
)
from tests.rating_making import entries_of, make_closed_meeting, make_rating


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round(world):
    made = make_rating(world, state="assessing", cadre=2, household=2)
    return make_ready(
        world, made, {"cadre": [ballots("l5"), ballots("l3")], "household": [ballots("l4")] * 2}
    )


def compute(world, round, login="secretary"):
    return rate_round(actor=User.objects.get(username=login), round_id=round.pk)


def levels(round, category) -> list[int | None]:
    run = newest_runs(round)[category]
    return list(Result.objects.filter(run=run).order_by("entry_id").values_list("level", flat=True))


@pytest.mark.parametrize("login", ["secretary", "clerk"])
def test_every_category_is_computed_and_the_round_is_rated(world, round, login):
    done = compute(world, round, login)

    round.assessment.refresh_from_db()
    assert round.assessment.state == AssessmentState.RATED
    assert [run.category for run in done.made] == ["cadre", "household"]
    assert Event.objects.get(action="rated").data == {"categories": ["cadre", "household"]}


def test_result_is_composed_exactly_and_keeps_its_explanation(world, round):
    compute(world, round)

    found = Result.objects.get(entry=entries_of(round, "cadre")[1])
    # The roles come to 100; four fifths of 82 and one fifth of 100.
    assert (Fraction(found.exact), found.shown, found.level) == (Fraction("85.6"), "85.60", 4)
    assert [step["step"] for step in found.explanation] == ["eligible", "score", "threshold", "step_rule"]


def test_mean_of_the_group_is_exact(world, round):
    cadre = entries_of(round, "cadre")[1]
    PanelScore.objects.get(entry=cadre, scorer=world.panel).delete()
    score_entries(round, [world.panel], [cadre], less="0.25")

    compute(world, round)

    # (99.75 + 100) ÷ 2 = 99.875
    assert Fraction(Result.objects.get(entry=cadre).exact) == Fraction("85.6") - Fraction("0.025")


@pytest.mark.parametrize("login", ["member", "panel", "counter", "other_secretary", "reviewer"])
def test_only_clerk_and_secretary_compute(world, round, login):
    with pytest.raises(NotAllowed):
        compute(world, round, login)


@pytest.mark.parametrize("state", sorted(set(AssessmentState) - {"assessing", "rated"}))
def test_results_are_computed_between_the_assessment_and_the_posting(world, round, state):
    round.assessment.state = state
    round.assessment.save()

    with pytest.raises(WrongState):
        compute(world, round)


def lines_missing(world, round) -> list[str]:
    with pytest.raises(NotReady) as refused:
        compute(world, round)
    round.assessment.refresh_from_db()
    assert (round.assessment.state, RatingRun.objects.count()) == (AssessmentState.ASSESSING, 0)
    return refused.value.lines


def test_round_without_anybody_is_refused(world):
    empty = make_rating(world, state="assessing", cadre=0)

    with pytest.raises(NothingToRate):
        compute(world, empty)


def test_entry_of_no_meeting_is_named(world):
    lost = make_rating(world, state="assessing", cadre=1)
    seat_group(world, lost)
    score_entries(lost, [world.panel, world.second_panel], entries_of(lost, "cadre"))

    (line,) = lines_missing(world, lost)

    assert "cadre1" in line


def test_fewer_than_five_ballots_count_as_none(world):
    few = make_rating(world, state="assessing", cadre=2)
    make_ready(world, few, {"cadre": [ballots("l5", 4), ballots("l5", 5)]})

    (line,) = lines_missing(world, few)

    assert "cadre1" in line
    assert "cadre2" not in line


def test_ballots_of_several_meetings_are_added_up(world):
    twice = make_rating(world, state="assessing", cadre=1)
    make_ready(world, twice, {"cadre": [ballots("l5", 30)]})
    make_closed_meeting(twice, "cadre", {entries_of(twice, "cadre")[0].pk: {"l3": 10}})

    compute(world, twice)

    # (30 × 95 + 10 × 82) ÷ 40 = 91.75
    assert Fraction(Result.objects.get().exact) == Fraction("91.75") * 4 / 5 + 20


@pytest.mark.parametrize("state", ["planned", "open"])
def test_meeting_that_is_not_closed_is_named(world, round, state):
    meeting = Meeting.objects.filter(round=round).first()
    Meeting(
        round=round, kind="members", mode="paper", title="党员大会", held_on=meeting.held_on, state=state
    ).save()

    (line,) = lines_missing(world, round)

    assert "党员大会" in line


def test_seat_that_has_not_scored_is_named_with_the_entries(world, round):
    PanelScore.objects.filter(scorer=world.second_panel, entry__subject__category="cadre").delete()

    (line,) = lines_missing(world, round)

    assert [word in line for word in ("人second_panel", "cadre1", "cadre2")] == [True] * 3


def test_excused_seat_holds_nobody_up_and_what_it_gave_counts(world, round):
    cadres = entries_of(round, "cadre")
    PanelScore.objects.filter(scorer=world.second_panel).delete()
    score_entries(round, [world.second_panel], cadres[:1], less="4")
    seat = round.seats.get(user=world.second_panel)
    excuse_seat(actor=world.secretary, round_id=round.pk, seat_id=seat.pk, excused=True, reason="外出")

    compute(world, round)

    shares = {
        result.entry_id: result.explanation[1]["detail"]["parts"]["panel"] for result in Result.objects.all()
    }
    assert (shares[cadres[0].pk], shares[cadres[1].pk]) == ("98", "100")


def test_entry_that_nobody_may_score_is_named(world, round):
    cadre = entries_of(round, "cadre")[0]
    cadre.subject.people.add(world.panel, world.second_panel)

    (line,) = lines_missing(world, round)

    assert "cadre1" in line


def test_points_given_before_the_entry_became_ones_own_do_not_count(world, round):
    cadre = entries_of(round, "cadre")[0]
    PanelScore.objects.filter(entry=cadre, scorer=world.panel).delete()
    score_entries(round, [world.panel], [cadre], less="8")
    cadre.subject.people.add(world.panel)

    compute(world, round)

    assert Result.objects.get(entry=cadre).explanation[1]["detail"]["parts"]["panel"] == "100"


def test_same_inputs_give_no_new_run_and_no_event(world, round):
    compute(world, round)

    again = compute(world, round)

    assert (again.made, RatingRun.objects.count()) == ([], 2)
    assert Event.objects.filter(action="rated").count() == 1


def test_run_says_what_went_in_and_its_digest_covers_it(world, round):
    compute(world, round)

    run = RatingRun.objects.get(category="cadre")
    assert run.digest == plain_digest(run.content)
    assert [one["scores"] for one in run.content["entries"]] == [
        {"meeting": "95", "panel": "100"},
        {"meeting": "82", "panel": "100"},
    ]
    assert run.content["rulebook"] == round.version.digest


def test_reopened_round_is_computed_anew_and_keeps_the_earlier_run(world, round):
    compute(world, round)
    reopen_scores(actor=world.secretary, round_id=round.pk, reason="漏记一张票")
    cadre = entries_of(round, "cadre")[0]
    score = PanelScore.objects.get(entry=cadre, scorer=world.panel)
    score.points = full_points(cadre, "5")
    score.save()

    done = compute(world, round)

    assert [(run.category, run.number) for run in done.made] == [("cadre", 2)]
    assert Event.objects.get(action="reopened").reason == "漏记一张票"


def test_going_back_needs_a_reason_and_the_secretary(world, round):
    compute(world, round)

    with pytest.raises(ReasonNeeded):
        reopen_scores(actor=world.secretary, round_id=round.pk, reason=" ")
    with pytest.raises(NotAllowed):
        reopen_scores(actor=world.clerk, round_id=round.pk, reason="x")


@pytest.mark.parametrize("state", sorted(set(AssessmentState) - {"rated", "returned"}))
def test_scores_are_reopened_before_the_posting_or_after_a_return_only(world, round, state):
    round.assessment.state = state
    round.assessment.save()

    with pytest.raises(WrongState):
        reopen_scores(actor=world.secretary, round_id=round.pk, reason="x")


def test_who_is_excluded_stands_in_no_run_and_no_clause_is_kept(world, round):
    cadre = entries_of(round, "cadre")[0]
    excluded_row(world, cadre, "8.4")

    compute(world, round)

    run = RatingRun.objects.get(category="cadre")
    assert [one["subject"] for one in run.content["entries"]] == [str(entries_of(round, "cadre")[1].pk)]
    assert not Result.objects.filter(entry=cadre).exists()
    assert "8.4" not in str(run.content)
    assert {
        str(event.data) + event.reason for event in Event.objects.all() if "8.4" in str(event.data)
    } == set()


def test_lifetime_holder_keeps_five_stars_beside_the_cap(world):
    compute(world, make_tied_dashui(world))

    assert levels(RatingRun.objects.get().round, "cadre") == [5, None, None, 4, 4, 4, 1]
