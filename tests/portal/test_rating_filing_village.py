"""The village's page of its filing: what is reported, what stands in the way, what the township said."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from stars.errors import Stale
from stars.filing_errors import FiledAlready
from stars.models import Filing
from stars.queries.postings import OBSTACLES, POSTING_RUNS
from stars.services.accepting import return_filing
from tests.filing_making import file, make_filed, make_in_force, make_posted, make_run, mark_of, state_of
from tests.portal.desk_steps import said
from tests.rating_making import entries_of, make_rating


@pytest.fixture
def world(rating_village):
    return rating_village


def see(client, user, round_) -> str:
    client.force_login(user)
    return client.get(reverse("filing", args=[round_.pk])).content.decode()


def hand_in(client, user, round_, **fields):
    client.force_login(user)
    fields = {"read": mark_of(round_)} | fields
    return client.post(reverse("filing", args=[round_.pk]), fields, follow=True)


def test_page_shows_everything_that_will_be_reported(client, world):
    round_ = make_posted(world, household=6)

    body = see(client, world.secretary, round_)

    assert all(entry.subject.label in body for entry in entries_of(round_, "household"))
    assert mark_of(round_) in body


def test_filing_says_that_the_township_has_it(client, world):
    round_ = make_posted(world)

    response = hand_in(client, world.secretary, round_, note="请审。")

    assert said(response) == [gettext("Filed. The township has the results now.")]
    assert Filing.objects.get().note == "请审。"
    assert 'name="read"' not in response.content.decode()


def test_page_says_what_stands_in_the_way_and_offers_no_button(client, world):
    round_ = make_posted(world, ended=False)

    body = see(client, world.secretary, round_)

    assert str(OBSTACLES[POSTING_RUNS]) in body
    assert 'name="read"' not in body


def test_filing_with_a_tie_names_the_category(client, world):
    round_ = make_posted(world, scores="92", cadre=20)

    body = see(client, world.secretary, round_)

    assert "党员干部：5 星有同分" in body
    assert 'name="read"' not in body


def test_filing_what_was_changed_meanwhile_keeps_the_note(client, world):
    round_ = make_posted(world, household=2)

    response = hand_in(client, world.secretary, round_, read="0" * 64, note="请尽快审。")

    assert said(response) == [str(Stale.message)]
    assert "请尽快审。</textarea>" in response.content.decode()
    assert state_of(round_) == "posted"


def test_filing_twice_says_who_filed(client, world):
    round_ = make_posted(world)
    mark = mark_of(round_)
    first = file(world, round_)

    response = hand_in(client, world.secretary, round_, read=mark)

    assert said(response) == [str(FiledAlready(first).message)]
    assert Filing.objects.count() == 1


def test_filing_after_the_session_ended_comes_back_with_the_note(client, world):
    round_ = make_posted(world)
    url = reverse("filing", args=[round_.pk])

    response = client.post(url, {"read": mark_of(round_), "note": "请尽快审核这份备案。"})

    assert response.status_code == 401
    assert "请尽快审核这份备案。" in response.content.decode()
    assert f'value="{url}"' in response.content.decode()


def test_clerk_reads_and_does_not_file(client, world):
    round_ = make_posted(world, household=2)

    body = see(client, world.clerk, round_)

    assert entries_of(round_, "household")[0].subject.label in body
    assert 'name="read"' not in body


@pytest.mark.parametrize("who", ["member", "panel", "counter"])
def test_other_posts_read_how_far_it_is_and_no_name(client, world, who):
    filing = make_filed(world, household=2)
    return_filing(actor=world.reviewer, filing_id=filing.pk, reason="第一户计票有误。")

    body = see(client, getattr(world, who), filing.round)

    assert "第一户计票有误。" not in body
    assert not any(entry.subject.name in body for entry in filing.round.entries.select_related("subject"))


def test_returned_filing_shows_the_reason_and_what_changed_since(client, world):
    filing = make_filed(world, household=2)
    return_filing(actor=world.reviewer, filing_id=filing.pk, reason="第一户计票有误。")
    first, second = entries_of(filing.round, "household")
    make_run(filing.round, "household", {first.pk: "72", second.pk: "87"})

    body = see(client, world.secretary, filing.round)

    assert "第一户计票有误。" in body
    assert f"<strong>{first.subject.label}</strong>：四星级 → 一星级" in body
    assert second.subject.label not in body.split("上报的内容")[0]
    assert 'name="read"' in body


def test_accepted_filing_leads_to_the_cards(client, world):
    round_ = make_in_force(world, household=2)

    body = see(client, world.secretary, round_)

    assert reverse("cards", args=[round_.pk]) in body
    assert 'name="read"' not in body


def test_round_that_is_not_as_far_says_so(client, world):
    round_ = make_rating(world)

    assert gettext("Results are filed when their posting is over. This round is not as far yet.") in see(
        client, world.secretary, round_
    )
