"""Before corrections after objections fall away, the screens name their receipts and ask."""

import pytest
from django.urls import reverse

from stars.models import Event, RatingRun
from stars.queries.standing import standing_results
from stars.services.results import rate_round, reopen_scores
from tests.carrying_making import correct, lift_past_the_vote, vote
from tests.exclusion_making import excluded_row, switch_on
from tests.panel_making import make_tied_dashui
from tests.rating_making import entries_of


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round(world):
    made = make_tied_dashui(world)
    rate_round(actor=world.secretary, round_id=made.pk)
    vote(world, made, 1)
    return made


def body(answer) -> str:
    return answer.content.decode()


def test_screen_warns_lists_receipts_and_asks_before_a_correction_falls_away(client, world, round):
    (receipt,) = correct(world, round, {3: 1})
    switch_on(world, round)
    reopen_scores(actor=world.secretary, round_id=round.pk, reason="更正")
    excluded_row(world, entries_of(round, "cadre")[3])
    client.force_login(world.clerk)
    page, step = (reverse(name, args=[round.pk]) for name in ("results", "results_rate"))
    assert receipt in body(client.get(page))

    asked = client.post(step)

    assert (asked.status_code, receipt in body(asked), RatingRun.objects.count()) == (422, True, 2)
    assert f'name="given_up" value="{receipt}"' in body(asked)
    assert client.post(step, {"given_up": [receipt]}).status_code == 302
    assert Event.objects.get(action="correction_given_up").target == receipt
    assert receipt not in body(client.get(page))


def test_vote_on_a_tie_asks_with_the_vote_still_typed(client, world, round):
    _down, up = lift_past_the_vote(world, round)
    client.force_login(world.secretary)
    entries = entries_of(round, "cadre")
    told = {"chosen": [entries[2].pk], "votes_for": 2, "votes_against": 0, "abstained": 0}
    told |= {"decided_on": round.opened_at.date().isoformat(), "reason": "复核后走访更多"}
    address = reverse("tie", args=[round.pk, "cadre", 5])

    asked = client.post(address, told)
    unticked = client.post(address, {**told, "given_up": [up]})

    for answer in (asked, unticked):
        assert (answer.status_code, up in body(answer), told["reason"] in body(answer)) == (422, True, True)
    client.post(address, {**told, "given_up": [up], "fall_away": "yes"})
    assert {one.entry: one.level for one in standing_results(round)}[entries[2]] == 5
