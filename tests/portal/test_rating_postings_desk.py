"""The posting of proposed stars at the township's desk."""

import pytest
from django.urls import reverse
from django.utils import timezone

from evidence.models import Dossier
from stars.models import Objection, Posting
from stars.services.objections import dismiss_objection
from tests.making import PASSWORD, make_proposed
from tests.portal.building import make_township
from tests.portal.test_work_prices import queries_of
from tests.posting_making import TEXT, end, make_posting_days, object_to, post_stars, taken

TO_POST, TO_SIGN = "待公示", "等待您签发"


@pytest.fixture
def proposal(world, dossier):
    return make_proposed(world, make_posting_days(dossier))


@pytest.fixture
def posting(world, dossier, proposal):
    return post_stars(world, dossier)


def page(client, person, name: str, *args, status: int = 200) -> str:
    client.force_login(person)
    response = client.get(reverse(name, args=args))
    assert response.status_code == status
    return response.content.decode()


def waits(client, person) -> list[tuple[str, str]]:
    client.force_login(person)
    return [(row.waits, row.page) for row in client.get(reverse("desk")).context["page"].waiting]


def test_proposal_waits_to_be_posted_for_both(client, world, dossier, proposal):
    for person in (world.reviewer, world.approver):
        assert waits(client, person) == [(TO_POST, "desk_postings")]
        assert reverse("desk_postings", args=[dossier.pk]) in page(
            client, person, "review_dossier", dossier.pk
        )
    assert reverse("desk_posting_up", args=[dossier.pk]) in page(
        client, world.reviewer, "desk_postings", dossier.pk
    )


def test_proposal_is_posted_from_the_desk(client, world, dossier, proposal):
    client.force_login(world.reviewer)

    answer = client.post(
        reverse("desk_posting_up", args=[dossier.pk]), {"digest": proposal.digest}, follow=True
    )

    assert Posting.objects.get().content["proposal"] == proposal.digest
    assert "还有 15 天" in answer.content.decode()


def test_sign_page_says_what_it_waits_for_and_takes_no_password(client, world, dossier, proposal):
    told = page(client, world.approver, "sign", dossier.pk)
    assert ("还没有公示" in told, 'type="password"' in told) == (True, False)
    posting = post_stars(world, dossier)
    told = page(client, world.approver, "sign", dossier.pk)
    assert ("还有 15 天" in told, 'type="password"' in told) == (True, False)

    end(posting)

    assert 'type="password"' in page(client, world.approver, "sign", dossier.pk)


def test_old_sign_page_is_refused_while_it_is_posted(client, world, dossier, proposal, posting):
    client.force_login(world.approver)

    given = {"digest": proposal.digest, "password": PASSWORD}
    answer = client.post(reverse("sign", args=[dossier.pk]), given, follow=True)

    assert "授星建议还在公示" in answer.content.decode()
    assert Dossier.objects.get(pk=dossier.pk).state == "posted"


def test_desk_says_days_left_then_objections_then_the_sign_off(client, world, dossier, posting):
    assert waits(client, world.approver) == []
    assert "还有 15 天" in page(client, world.approver, "desk")
    objection = object_to(posting)
    assert waits(client, world.reviewer) == [("1 件异议待答复", "desk_postings")]
    end(posting)
    assert waits(client, world.approver) == [("1 件异议待答复", "desk_postings")]
    taken(world, objection, world.reviewer)
    dismiss_objection(actor=world.reviewer, objection_id=objection.pk, answer="已到现场看过。")

    assert waits(client, world.reviewer) == []
    assert [one for _words, one in waits(client, world.approver)] == ["sign"]
    assert "公示期满" in page(client, world.approver, "desk")


def test_objection_is_read_taken_and_answered_at_the_desk(client, world, dossier, posting):
    objection = object_to(posting, name="老王")
    address = reverse("desk_objection", args=[dossier.pk, objection.pk])
    told = page(client, world.reviewer, "desk_objection", dossier.pk, objection.pk)
    assert (TEXT in told, "老王" in told) == (True, False)
    told = client.post(address + "take/", follow=True).content.decode()
    assert "老王" in told

    given = {"decision": "uphold", "answer": "路灯确实没有亮。"}
    told = client.post(address + "decide/", given, follow=True).content.decode()

    assert Objection.objects.get().state == "upheld"
    assert reverse("sign", args=[dossier.pk]) in told
    told = page(client, world.approver, "desk_objection", dossier.pk, objection.pk)
    assert ("路灯确实没有亮" in told, "老王" in told) == (True, False)


def test_auditor_sees_that_there_was_an_objection_and_no_word_of_it(client, world, dossier, posting):
    objection = object_to(posting, name="老王")

    told = page(client, world.auditor, "desk_postings", dossier.pk)

    assert (objection.receipt in told, TEXT in told, "老王" in told) == (True, False, False)
    page(client, world.auditor, "desk_objection", dossier.pk, objection.pk, status=404)


@pytest.mark.parametrize("person", ["secretary", "clerk"])
def test_village_that_is_concerned_sees_nothing_of_it_at_the_desk(client, world, dossier, posting, person):
    page(client, getattr(world, person), "desk_postings", dossier.pk, status=404)


def test_call_is_noted_at_the_desk(client, world, dossier, posting):
    client.force_login(world.reviewer)
    given = {"channel": "phone", "received_on": timezone.localdate().isoformat(), "text": TEXT}

    answer = client.post(reverse("desk_objection_enter", args=[dossier.pk, posting.pk]), given)

    assert (answer.status_code, Objection.objects.get().receipt in answer.content.decode()) == (200, True)


def test_posting_of_another_dossier_is_404(client, world, dossier, posting):
    other = Dossier.objects.get(village=world.other_village)

    page(client, world.approver, "desk_posting", other.pk, posting.pk, status=404)


def test_book_without_posting_days_shows_nothing_of_postings(client, world, dossier):
    make_proposed(world, dossier)

    assert "公示" not in page(client, world.approver, "review_dossier", dossier.pk)
    assert waits(client, world.approver)[0][1] == "sign"


@pytest.mark.parametrize("rows", [1, 3])
def test_desk_costs_the_same_for_1_and_3_posted_villages(client, world, rows):
    places = make_township(world, rows)
    make_posting_days(places[0].dossier)
    for place in places:
        make_proposed(place, Dossier.objects.get(pk=place.dossier.pk))
        object_to(post_stars(place, place.dossier))
    client.force_login(places[0].approver)

    assert queries_of(client, reverse("desk")) == 11
    assert queries_of(client, reverse("desk_postings", args=[places[0].dossier.pk])) == 15
