"""An objection that nobody in the village may answer, on the screens of the village and of its township."""

import pytest
from django.urls import reverse
from django.utils import timezone

from stars.models import PanelSeat
from stars.services.receiving import Said, enter_objection
from tests.posting_making import TEXT, make_posted


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def objection(world):
    """Noted on paper by the secretary, while the leading group has no seat."""
    posting = make_posted(world)
    PanelSeat.objects.filter(round=posting.round).delete()
    told = {"channel": "paper", "received_on": timezone.localdate(), "said": Said(text=TEXT, name="老王")}
    return enter_objection(actor=world.secretary, posting_id=posting.pk, **told).objection


def page(client, person, url: str) -> str:
    client.force_login(person)
    return client.get(url).content.decode()


def test_village_reads_who_answers_and_the_reviewer_finds_it_at_his_desk(client, world, objection):
    inside = page(client, world.secretary, reverse("postings", args=[objection.posting.round_id]))
    desk = page(client, world.reviewer, reverse("desk"))
    listed = page(client, world.reviewer, reverse("filings"))
    url = reverse("desk_village_objection", args=[objection.posting.round_id, objection.pk])

    assert "由乡镇审核员答复" in inside
    assert reverse("filings") in desk
    assert url in listed
    assert objection.receipt not in page(client, world.approver, reverse("filings"))


def test_reviewer_takes_it_up_and_answers(client, world, objection):
    at = [objection.posting.round_id, objection.pk]
    before = page(client, world.reviewer, reverse("desk_village_objection", args=at))
    client.post(reverse("desk_village_objection_take", args=at))
    taken = page(client, world.reviewer, reverse("desk_village_objection", args=at))
    answer = {"decision": "dismiss", "answer": "已核实。"}
    client.post(reverse("desk_village_objection_decide", args=at), answer)

    objection.refresh_from_db()
    assert ("老王" in before, "老王" in taken) == (False, True)
    assert (objection.state, objection.handler) == ("dismissed", world.reviewer)
