"""Who objected by phone or on paper is on the page on which he is noted, and in no session."""

import pytest
from django.urls import reverse

from stars.models import Objection
from tests.making import PASSWORD
from tests.posting_making import TEXT, make_posted

NOTED = {"channel": "paper", "received_on": "2020-01-01", "text": TEXT, "name": "老王", "contact": "村口小店"}


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def posting(world):
    return make_posted(world)


def address(posting) -> str:
    return reverse("rating_objection_enter", args=[posting.round_id, posting.pk])


def test_objector_whose_note_is_refused_is_in_no_session(client, world, posting):
    client.force_login(world.clerk)

    answer = client.post(address(posting), NOTED)

    assert (answer.status_code, "村口小店" in answer.content.decode()) == (422, True)
    assert "typed" not in client.session


def test_note_sent_after_the_session_ended_comes_back_on_the_page_alone(client, world, posting):
    enter = address(posting)
    kept = client.post(enter, NOTED | {"on_page_only": "1"}).context["kept"]

    signed = client.post(
        reverse("sign_in"), {"username": "clerk", "password": PASSWORD, "next": enter, "kept": kept}
    )
    back = client.post(signed.context["action"], dict(signed.context["fields"]) | {"shown_again": "1"})

    page = back.content.decode()
    assert back.status_code == 200
    assert [words for words in (TEXT, "老王", "村口小店", "2020-01-01") if words not in page] == []
    assert "typed" not in client.session
    assert not Objection.objects.exists()
