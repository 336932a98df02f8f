"""The screens of meetings cost a fixed number of queries, whether three stand on a ballot or three hundred."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.meetings_making import (
    count_both,
    enter,
    enter_and_confirm,
    entries_in,
    make_open,
    make_slips,
    rows_for,
)
from tests.rating_making import make_rating

SIZES = pytest.mark.parametrize("size", [9, 90])  # a third of them in each villagers' group


@pytest.fixture
def world(rating_village):
    return rating_village


def queries_of(client, user, url: str) -> int:
    client.force_login(user)
    client.get(url)  # the rulebook is parsed once a process
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(caught)


def price(client, user, name: str, meeting, **more) -> int:
    return queries_of(client, user, reverse(name, args=[meeting.round_id, meeting.pk, *more.values()]))


@SIZES
def test_meeting_and_its_papers_cost_the_same(client, world, size):
    meeting = make_open(world, make_rating(world, state="assessing", household=size))

    prices = [price(client, world.clerk, "meeting", meeting)]
    prices += [
        price(client, world.clerk, "meeting_paper", meeting, paper=one)
        for one in ("ballots", "tally", "list")
    ]

    assert prices == [10, 6, 6, 5]


@SIZES
def test_closed_meeting_costs_the_same(client, world, size):
    meeting = make_open(world, make_rating(world, state="assessing", household=size))
    count_both(world, meeting, rows_for(meeting, l5=20))

    assert price(client, world.member, "meeting", meeting) == 11


@SIZES
def test_sheet_costs_the_same(client, world, size):
    meeting = make_open(world, make_rating(world, state="assessing", household=size))
    enter(world, meeting, world.counter, rows_for(meeting, l5=19))

    prices = [price(client, world.counter, name, meeting) for name in ("meeting_sheet", "meeting_check")]

    assert prices == [7, 7]


@SIZES
def test_sheets_that_differ_cost_the_same(client, world, size):
    meeting = make_open(world, make_rating(world, state="assessing", household=size))
    enter_and_confirm(world, meeting, world.counter, rows_for(meeting, l5=20))
    enter_and_confirm(world, meeting, world.second_counter, rows_for(meeting, l4=20))

    prices = [price(client, world.counter, name, meeting) for name in ("meeting_sheet", "meeting_check")]

    assert prices == [7, 7]


@SIZES
def test_list_costs_the_same_however_many_meetings(client, world, size):
    round = make_rating(world, state="assessing", household=size)
    for group in ("1组", "2组", "3组")[: size // 30]:
        make_open(world, round, group=group)

    assert queries_of(client, world.clerk, reverse("meetings", args=[round.pk])) == 6


@SIZES
def test_voter_costs_the_same_and_nobody_is_looked_up(client, world, size):
    meeting = make_open(world, make_rating(world, state="assessing", household=size), mode="slips")
    code = make_slips(world, meeting)[0]
    marks = {f"m-{entry.pk}": "l5" for entry in entries_in(meeting)}

    prices = []
    for step in ("", "review", "cast"):
        with CaptureQueriesContext(connection) as caught:
            client.post("/vote/", {"code": code, "step": step} | marks)
        prices.append(len(caught))

    assert prices == [2, 2, 5]
