"""What was computed can be proved: explanations replay, digests and levels compute again, and tampering is found."""

import json

import pytest
from django.db import connection

from stars.models import RatingRun, Result
from stars.queries.verify_runs import broken_runs
from stars.rules.plain import from_data
from stars.rules.rating import Step
from stars.rules.replay import replay
from stars.services.results import rate_round
from stars.services.ties import decide_tie
from tests.panel_making import make_tied_dashui, make_vote
from tests.rating_making import entries_of


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round(world):
    """Dashui with a lifetime holder, a cap, a tie and its decision: two runs."""
    made = make_tied_dashui(world)
    rate_round(actor=world.secretary, round_id=made.pk)
    place = {"round_id": made.pk, "category": "cadre", "level": 5}
    decide_tie(actor=world.secretary, **place, vote=make_vote(entries_of(made, "cadre")[1:2]))
    return made


def test_stored_explanations_replay_to_the_stored_levels(round):
    found = Result.objects.filter(run__round=round)

    assert len(found) == 14
    for result in found:
        assert replay([from_data(Step, step) for step in result.explanation]) == result.level


def test_runs_with_a_decided_tie_hold(round):
    assert broken_runs(round) == []


def tamper(table: str, column: str, value, run: RatingRun) -> None:
    """By SQL, as somebody with the database in hand would."""
    key = "id" if table == "stars_ratingrun" else "run_id"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [value, run.pk])  # noqa: S608


def changed(run: RatingRun, **changes) -> str:
    return json.dumps(run.content | changes)


def test_changed_content_is_found_by_the_digest(round):
    run = RatingRun.objects.first()
    tamper("stars_ratingrun", "content", changed(run, warnings=[]), run)

    assert ("digest", run) in [(one.what, one.run) for one in broken_runs(round)]


def test_changed_level_of_a_row_is_found(round):
    run = RatingRun.objects.last()
    tamper("stars_result", "level", 5, run)

    assert [(one.what, one.run) for one in broken_runs(round)] == [("rows", run)]


def test_row_moved_to_another_entry_is_found(round):
    run, rows = RatingRun.objects.last(), list(Result.objects.filter(run__round=round).order_by("pk"))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM stars_result WHERE id = %s", [rows[-1].pk])

    assert [(one.what, one.run) for one in broken_runs(round)] == [("rows", run)]


def test_level_that_the_steps_do_not_lead_to_is_found(round):
    run = RatingRun.objects.first()
    results = [dict(one) for one in run.content["results"]]
    results[3]["level"] = 5
    tamper("stars_ratingrun", "content", changed(run, results=results), run)

    assert {one.what for one in broken_runs(round)} >= {"digest", "content"}


def test_score_that_was_changed_with_its_digest_is_found(round):
    run = RatingRun.objects.first()
    entries = [dict(one) for one in run.content["entries"]]
    entries[6] = entries[6] | {"scores": {"meeting": "100", "panel": "100"}}
    tamper("stars_ratingrun", "content", changed(run, entries=entries), run)

    assert {one.what for one in broken_runs(round)} >= {"digest", "levels"}


@pytest.mark.parametrize("content", [{}, {"results": 3}, {"category": "cadre", "results": [{}]}])
def test_content_of_another_shape_is_found(round, content):
    run = RatingRun.objects.first()
    tamper("stars_ratingrun", "content", json.dumps(content), run)

    assert "content" in {one.what for one in broken_runs(round)}
