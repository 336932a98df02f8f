"""The page on which several arrivals get one answer: nothing typed is lost, and the price is fixed."""

import pytest
from django.urls import reverse

from stars.models import Objection
from tests.posting_making import TEXT, make_posted, object_to


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def posting(world):
    return make_posted(world)


def address(posting) -> str:
    return reverse("rating_objections_dismiss", args=[posting.round_id, posting.pk])


def test_ticks_and_answer_stay_after_a_refusal_and_are_given_then(client, world, posting):
    first, second = object_to(posting, text="哈" * 10), object_to(posting)
    client.force_login(world.secretary)
    suggested = client.get(address(posting) + "?suggest").content.decode()
    assert (f'value="{first.pk}" checked' in suggested, f'value="{second.pk}" checked' in suggested) == (
        True,
        False,
    )

    long = client.post(address(posting), {"objection": [first.pk], "answer": "长" * 4001})

    told = long.content.decode()
    assert (long.status_code, "长" * 4001 in told, f'value="{first.pk}" checked' in told) == (422, True, True)
    client.post(address(posting), {"objection": [first.pk], "answer": "没有写明什么事。"})
    assert dict(Objection.objects.values_list("pk", "state")) == {
        first.pk: "dismissed",
        second.pk: "received",
    }


@pytest.mark.parametrize("number", [3, 30])
def test_page_costs_the_same_for_3_and_30(client, world, posting, number, django_assert_num_queries):
    for one in range(number):
        object_to(posting, text=f"{TEXT}{one}")
    client.force_login(world.secretary)
    client.get(address(posting))

    with django_assert_num_queries(7):
        client.get(address(posting))
