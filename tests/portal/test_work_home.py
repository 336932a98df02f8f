"""The village's first screens: what is shown to whom, and at what price."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from evidence.models import Dossier
from evidence.services.sections import assign_section
from stars.models import Phase, User
from tests.making import (
    add_photo,
    judge,
    make_returned,
    make_round,
    make_signed,
    make_submitted,
    section_of,
    write,
)


def page_of(client, user, url):
    client.force_login(user)
    return client.get(url).context["page"]


def test_work_single_dossier_opens_at_once(client, world, dossier):
    client.force_login(world.clerk)

    assert client.get("/work/").url == reverse("dossier", args=[dossier.pk])


def clerk_of_both(world) -> User:
    """The first village's clerk keeps the books of the second village too."""
    world.clerk.memberships.create(organisation=world.other_village, post="clerk")
    return User.objects.get(pk=world.clerk.pk)


def test_work_two_dossiers_of_a_year_are_listed(client, world, dossier):
    second = Dossier.objects.get(entry__round=dossier.entry.round, village=world.other_village)
    client.force_login(clerk_of_both(world))

    cards = client.get("/work/").context["cards"]

    assert {card.pk for card in cards} == {dossier.pk, second.pk}


def test_work_year_switch_shows_the_chosen_year_only(client, world, dossier):
    year = dossier.entry.round.year - 1
    make_round(world, title="去年", year=year)
    earlier = Dossier.objects.filter(entry__round__year=year, village__parent=world.township)
    client.force_login(clerk_of_both(world))

    response = client.get("/work/", {"year": dossier.entry.round.year - 1})

    assert {card.pk for card in response.context["cards"]} == {one.pk for one in earlier}


@pytest.mark.parametrize("who", ["reviewer", "approver", "auditor"])
def test_work_sends_people_of_the_desk_to_their_desk(client, world, who):
    client.force_login(getattr(world, who))

    assert client.get("/work/").url == reverse("desk")


@pytest.mark.parametrize("who", ["nobody", "editor", "clerk"])
def test_work_without_dossiers_says_what_to_do(client, world, who):
    client.force_login(getattr(world, who))

    response = client.get("/work/")

    assert (response.status_code, response.context["cards"]) == (200, [])


@pytest.mark.parametrize("who", ["other_clerk", "far_clerk", "reviewer", "approver", "auditor", "nobody"])
@pytest.mark.parametrize("name", ["dossier", "check", "report_new"])
def test_draft_screens_do_not_exist_for_others(client, world, dossier, who, name):
    write(world, section_of(dossier), "还没报送的内容。")
    client.force_login(getattr(world, who))

    assert client.get(reverse(name, args=[dossier.pk])).status_code == 404


def test_dossier_next_step_goes_from_star_to_check(client, world, dossier):
    url = reverse("dossier", args=[dossier.pk])
    first = page_of(client, world.clerk, url).next_step
    write(world, section_of(dossier, "tidy"), "修了三条巷道。")
    begun = page_of(client, world.clerk, url).next_step

    assert (first.code, first.row.dimension.key) == ("fill", "leading_core")
    assert (begun.code, begun.row.dimension.key) == ("fill", "tidy")


def test_dossier_after_return_leads_to_the_demand(client, world, dossier):
    make_returned(world, dossier)
    page = page_of(client, world.clerk, reverse("dossier", args=[dossier.pk]))

    assert (page.next_step.code, page.next_step.row.dimension.key) == ("answer", "tidy")
    assert [row.dimension.key for row in page.open_rows] == ["tidy"]


def test_dossier_unsent_verdict_is_not_told(client, world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "tidy", "falls_short", note="内部意见")
    client.force_login(world.clerk)

    response = client.get(reverse("dossier", args=[dossier.pk]))

    row = next(row for row in response.context["page"].rows if row.dimension.key == "tidy")
    assert row.state == "waiting"
    assert "s-falls_short" not in response.content.decode()


def test_dossier_signed_shows_its_page(client, world, dossier):
    make_signed(world, dossier)
    client.force_login(world.clerk)

    response = client.get(reverse("dossier", args=[dossier.pk]))

    assert response.context["page"].next_step.code == "signed"
    assert response.content.decode().count("s-awarded") == 2


@pytest.mark.parametrize(("hard", "locked"), [(False, ""), (True, "deadline")])
def test_section_after_the_last_day(client, world, dossier, hard, locked):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Phase.objects.filter(round=dossier.entry.round, kind="fill").update(
        starts_on=yesterday, ends_on=yesterday, hard=hard
    )
    page = page_of(client, world.clerk, reverse("section", args=[dossier.pk, "tidy"]))

    assert (page.deadline.passed, page.locked) == (True, locked)


def test_section_of_a_member_is_read_only_until_assigned(client, world, dossier):
    url, section = reverse("section", args=[dossier.pk, "tidy"]), section_of(dossier)
    before = page_of(client, world.member, url).locked
    assign_section(actor=world.secretary, section_id=section.pk, user_ids=[world.member.pk])

    assert (before, page_of(client, world.member, url).locked) == ("person", "")


def test_section_submitted_is_read_only(client, world, dossier):
    make_submitted(world, dossier)
    client.force_login(world.clerk)

    response = client.get(reverse("section", args=[dossier.pk, "tidy"]))

    assert response.context["page"].locked == "state"
    assert "data-upload" not in response.content.decode()


def test_section_missing_shrinks_as_work_is_done(client, world, dossier, tmp_path):
    url, section = reverse("section", args=[dossier.pk, "tidy"]), section_of(dossier)
    before = [anchor for anchor, _words in page_of(client, world.clerk, url).missing]
    write(world, section, "修了三条巷道。")
    add_photo(world, section, tmp_path)
    after = [anchor for anchor, _words in page_of(client, world.clerk, url).missing]

    assert before == ["narrative", "checks", "evidence", "figures"]
    assert after == ["checks", "evidence", "figures"]  # the photo has no caption yet


@pytest.mark.parametrize("star", ["tidy", "leading_core", "integrity"])
def test_section_knows_its_neighbours(client, world, dossier, star):
    page = page_of(client, world.clerk, reverse("section", args=[dossier.pk, star]))
    keys = [dimension.key for dimension in dossier.entry.round.table.dimensions]
    place = keys.index(star)

    assert (page.previous and page.previous.key) == (keys[place - 1] if place else None)
    assert (page.following and page.following.key) == (keys[place + 1] if place < 9 else None)


def test_section_unknown_star_is_404(client, world, dossier):
    client.force_login(world.clerk)

    assert client.get(reverse("section", args=[dossier.pk, "eleventh"])).status_code == 404


def test_final_day_passed_offers_nothing_that_would_be_refused(client, world, dossier):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    fill = Phase.objects.filter(round=dossier.entry.round, kind="fill")
    fill.update(starts_on=yesterday, ends_on=yesterday, hard=True)
    client.force_login(world.secretary)
    home = client.get(reverse("dossier", args=[dossier.pk])).content.decode()
    check = client.get(reverse("check", args=[dossier.pk])).content.decode()

    assert "乡镇设为最终期限" in home
    for offer in ("继续填写", "添加照片", "上传报告", "检查并报送</a>"):
        assert offer not in home
    assert reverse("submit", args=[dossier.pk]) not in check
