"""Leading group and results cost a fixed number of queries, whatever the village's size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stars.services.results import rate_round
from tests.panel_making import ballots, make_ready
from tests.rating_making import entries_of, make_rating, make_rating_world

EARLY = {"panel": 9, "panel_category": 9, "scores": 9, "score_entry": 11, "results": 16}
RATED = {"results": 12, "why": 11, "goals": 7, "results_export": 7}


def made(number: int):
    world = make_rating_world()
    round = make_rating(world, state="assessing", household=number)
    return world, make_ready(world, round, {"household": [ballots("l4")] * number}, less="0.5")


def queries_of(client, user, round, name: str) -> int:
    entry = entries_of(round, "household")[0]
    keys = {"category": "household", "page": 1, "entry_id": entry.pk, "kind": "csv"}
    wanted = {
        "panel_category": ["category"],
        "scores": ["category", "page"],
        "score_entry": ["category", "entry_id"],
        "why": ["entry_id"],
        "results_export": ["category", "kind"],
    }
    url = reverse(name, args=[round.pk, *(keys[key] for key in wanted.get(name, []))])
    client.force_login(user)
    client.get(url)  # the rulebook is parsed once a process
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(caught)


@pytest.mark.parametrize("number", [3, 60])
def test_pages_of_the_assessment_cost_the_same(client, db, number):
    world, round = made(number)

    assert {name: queries_of(client, world.panel, round, name) for name in EARLY} == EARLY


@pytest.mark.parametrize("number", [3, 60])
def test_pages_of_the_results_cost_the_same(client, db, number):
    world, round = made(number)
    rate_round(actor=world.secretary, round_id=round.pk)

    assert {name: queries_of(client, world.secretary, round, name) for name in RATED} == RATED
