"""Corrections after objections go on when results are made anew; what cannot go on is lost by no silence."""

import pytest

from stars.correcting_errors import CorrectionsLost, OwnCorrection
from stars.models import Correction, Event, PanelScore, RatingRun
from stars.queries.carrying import corrections_in_force
from stars.queries.standing import standing_results
from stars.queries.verify_runs import broken_runs
from stars.services.results import rate_round, reopen_scores
from tests.carrying_making import correct, lift_past_the_vote, vote
from tests.exclusion_making import excluded_row, switch_on
from tests.panel_making import full_points, make_tied_dashui
from tests.rating_making import entries_of


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round(world):
    """Cadres: five stars for life; the vote's winner of the only place at five; the other one of the tie; four more."""
    made = make_tied_dashui(world)
    rate_round(actor=world.secretary, round_id=made.pk)
    vote(world, made, 1)
    return made


def score_anew(world, round, place: int) -> None:
    """Points less for one; back to the scores."""
    reopen_scores(actor=world.secretary, round_id=round.pk, reason="更正")
    for score in PanelScore.objects.filter(entry=entries_of(round, "cadre")[place]):
        score.points = full_points(score.entry, "5")
        score.save()


def levels(round) -> list[int | None]:
    found = {one.entry: one.level for one in standing_results(round)}
    return [found.get(entry) for entry in entries_of(round, "cadre")]


def test_correction_goes_on_in_results_made_anew_again_and_again(world, round):
    receipts = correct(world, round, {3: 1})

    for place in (6, 5):
        score_anew(world, round, place)
        (run,) = rate_round(actor=world.clerk, round_id=round.pk).made
        assert run.content["carried"] == receipts

    found = next(one for one in standing_results(round) if one.entry == entries_of(round, "cadre")[3])
    step = found.explanation[-1]
    assert (found.level, step["step"], step["after"]) == (1, "objection", 1)
    assert (step["before"], step["detail"]["receipt"]) == (found.explanation[-2]["after"], receipts[0])
    assert broken_runs(round) == []


def test_same_inputs_make_no_new_run_for_a_correction(world, round):
    correct(world, round, {3: 1})

    assert rate_round(actor=world.secretary, round_id=round.pk).made == []
    assert levels(round)[3] == 1


def test_correction_without_a_place_is_lost_only_by_name(world, round):
    down, up = lift_past_the_vote(world, round)
    runs = RatingRun.objects.count()
    for given_up in ((), [down]):
        with pytest.raises(CorrectionsLost) as refused:
            vote(world, round, 2, given_up=given_up)
        assert [one.receipts for one in refused.value.lost] == [(up,)]
        assert up in str(refused.value.message)
    assert (RatingRun.objects.count(), levels(round)[1:4]) == (runs, [2, 4, 5])

    run = vote(world, round, 2, given_up=[up])

    assert (run.content["carried"], levels(round)[1:4]) == ([down], [2, 5, 4])
    assert [(one.target, one.actor) for one in Event.objects.filter(action="correction_given_up")] == [
        (up, world.secretary)
    ]
    assert [one.receipt for one in corrections_in_force(round)] == [down]
    assert Correction.objects.count() == 2


def test_nobody_gives_up_a_correction_of_his_own(world, round):
    _down, up = lift_past_the_vote(world, round)
    entries_of(round, "cadre")[3].subject.people.add(world.secretary)

    with pytest.raises(OwnCorrection):
        vote(world, round, 2, given_up=[up])


def test_correction_lifts_nobody_out_of_not_being_rated(world, round):
    receipts = correct(world, round, {3: 1})
    switch_on(world, round)
    reopen_scores(actor=world.secretary, round_id=round.pk, reason="更正")
    excluded_row(world, entries_of(round, "cadre")[3])

    with pytest.raises(CorrectionsLost):
        rate_round(actor=world.secretary, round_id=round.pk)
    rate_round(actor=world.secretary, round_id=round.pk, given_up=receipts)

    assert levels(round)[3] is None
