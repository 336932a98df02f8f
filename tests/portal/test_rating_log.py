"""The log of a round: newest first, paged by key, closed to the township until the village has filed."""

import pytest
from django.urls import reverse

from stars.actions import Action
from stars.queries.round_log import PAGE, log_page
from stars.services.recording import record
from tests.filing_making import file, make_posted
from tests.rating_making import make_rating


@pytest.fixture
def world(rating_village):
    return rating_village


def act(world, round, times: int) -> None:
    for number in range(times):
        record(
            Action.SCORED, actor=world.panel, organisation=world.village, round=round, target=f"第{number}户"
        )


def test_log_shows_the_newest_step_first(client, world):
    made = make_rating(world)
    act(world, made, 2)
    client.force_login(world.clerk)

    text = client.get(reverse("round_log", args=[made.pk])).content.decode()

    assert text.index("第1户") < text.index("第0户")


def test_log_pages_by_key_and_repeats_nothing(world):
    made = make_rating(world)
    act(world, made, PAGE + 3)

    first = log_page(made)
    second = log_page(made, before=first.older)

    assert (len(first.steps), len(second.steps), second.older) == (PAGE, 3, None)
    assert {step.pk for step in first.steps}.isdisjoint(step.pk for step in second.steps)


@pytest.mark.parametrize("rows", [3, 90])
def test_log_costs_the_same_for_few_and_many_steps(client, world, rows, django_assert_num_queries):
    made = make_rating(world)
    act(world, made, rows)
    client.force_login(world.clerk)

    with django_assert_num_queries(5):
        client.get(reverse("round_log", args=[made.pk]))


@pytest.mark.parametrize("post", ["reviewer", "approver", "auditor"])
def test_township_and_county_see_no_log_before_the_filing(client, world, post):
    made = make_rating(world)
    client.force_login(getattr(world, post))

    assert client.get(reverse("round_log", args=[made.pk])).status_code == 404


@pytest.mark.parametrize(
    ("post", "read"),
    [
        ("reviewer", "filing_checked filed scored"),
        ("auditor", "filing_checked filed scored"),
        ("clerk", None),
    ],
)
def test_township_and_county_read_up_to_the_filing_and_what_became_of_it(client, world, post, read):
    made = make_posted(world)
    act(world, made, 1)
    file(world, made)
    act(world, made, 1)
    record(Action.FILING_CHECKED, actor=world.reviewer, organisation=world.village, round=made)
    client.force_login(getattr(world, post))

    page = client.get(reverse("round_log", args=[made.pk])).context["page"]

    read = read or "filing_checked scored filed scored"
    assert " ".join(step.action for step in page.steps if step.action in read.split()) == read


def test_log_follows_the_township_to_which_was_filed(client, world):
    made = make_posted(world)
    file(world, made)
    world.village.parent = world.far_township
    world.village.save()
    client.force_login(world.reviewer)

    assert client.get(reverse("round_log", args=[made.pk])).status_code == 200


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30])
def test_log_with_a_broken_page_key_shows_an_empty_page(client, world, before):
    made = make_rating(world)
    act(world, made, 1)
    client.force_login(world.clerk)

    answer = client.get(reverse("round_log", args=[made.pk]), {"before": before})

    assert (answer.status_code, "第0户" in answer.content.decode()) == (200, False)
