"""Filings, levels, cards and benefits cost a fixed number of queries, whatever lies in them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from stars.models import User
from stars.services.accepting import check_filing, return_filing
from stars.services.benefits import record_benefit
from stars.services.cards import issue_cards
from tests.filing_making import accept, file, make_posted, make_run
from tests.portal.test_desk_prices import queries_of
from tests.rating_making import entries_of

FEW, MANY = 3, 30


@pytest.fixture
def world(rating_village):
    return rating_village


def make_two_filings(world, size: int):
    """Filed, returned, every score changed, filed again and checked."""
    round_ = make_posted(world, book="shimen", household=size)
    first = file(world, round_)
    return_filing(actor=world.reviewer, filing_id=first.pk, reason="请核实。")
    make_run(round_, "household", {entry.pk: "97" for entry in entries_of(round_, "household")})
    return check_filing(actor=world.reviewer, filing_id=file(world, round_).pk)


PRICES = {"filing": 19, "levels": 7, "cards": 9, "cards_print": 9, "benefits": 6}


@pytest.mark.parametrize("size", [FEW, MANY])
def test_page_of_the_village_costs_the_same(client, world, size):
    client.force_login(world.clerk)
    waiting = make_posted(world, book="shimen", household=size)
    found = {"filing": queries_of(client, reverse("filing", args=[waiting.pk]))}
    round_ = make_ledger(world, waiting)
    for name in ("levels", "cards", "cards_print", "benefits"):
        found[name] = queries_of(client, reverse(name, args=[round_.pk]))

    assert found == PRICES


def make_ledger(world, round_):
    make_run(round_, "household", {entry.pk: "97" for entry in entries_of(round_, "household")})
    accept(world, check_filing(actor=world.reviewer, filing_id=file(world, round_).pk))
    for card in issue_cards(actor=world.clerk, round_id=round_.pk):
        told = {"given_on": timezone.localdate(), "given_by": "农技站"}
        record_benefit(actor=world.clerk, card_id=card.pk, benefit="technical_help", **told)
    return round_


@pytest.mark.parametrize("size", [FEW, MANY])
def test_page_of_a_filing_costs_the_same(client, world, size):
    filing = make_two_filings(world, size)
    client.force_login(world.approver)

    found = [queries_of(client, reverse(name, args=[filing.pk])) for name in ("desk_filing", "filing_sign")]

    assert found == [13, 13]


@pytest.mark.parametrize("villages", [1, 3])
def test_list_of_filings_costs_the_same(client, world, villages):
    for village in (world.village, world.other_village, world.far_village)[:villages]:
        if village != world.village:
            world.secretary.memberships.create(organisation=village, post="secretary")
        world.secretary = User.objects.get(pk=world.secretary.pk)
        file(world, make_posted(world, household=1, village=village))
    client.force_login(world.auditor)

    assert queries_of(client, reverse("filings")) == 6
