"""The desk: villages × stars, what waits first, and opening a round."""

import datetime

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from stars.models import Organisation, Round
from stars.services.people import appoint
from tests.making import (
    judge,
    make_person,
    make_proposed,
    make_returned,
    make_round,
    make_signed,
    make_submitted,
    section_of,
    write,
)

DESK = "/desk/"


def page_of(client, user, **query):
    client.force_login(user)
    return client.get(DESK, query).context["page"]


def cell_of(page, dossier, title: str = "村容整洁星"):
    row = next(row for row in page.rows if row.dossier.pk == dossier.pk)
    return next(cell for cell in row.cells if cell.title == title)


def test_desk_lists_villages_in_code_order_with_ten_stars_each(client, world, dossier):
    page = page_of(client, world.reviewer)

    assert [row.dossier.village.name for row in page.rows] == ["甲村", "乙村"]
    assert [len(row.cells) for row in page.rows] == [10, 10]
    assert len(page.titles) == 10


def test_desk_shows_no_state_of_what_was_not_handed_in(client, world, dossier):
    write(world, section_of(dossier), "还没报送。")

    cell = cell_of(page_of(client, world.reviewer), dossier)

    assert (cell.key, cell.state) == ("", "not_started")


def test_desk_star_not_applied_for_cannot_be_opened(client, world, dossier):
    make_submitted(world, dossier)

    page = page_of(client, world.reviewer)

    assert (cell_of(page, dossier).key, cell_of(page, dossier, "民族团结星").key) == ("tidy", "")


@pytest.mark.parametrize(
    ("reach", "who", "waits"),
    [
        (lambda world, dossier: None, "reviewer", ""),
        (make_submitted, "reviewer", "%d stars to review"),
        (make_submitted, "approver", ""),
        (make_returned, "reviewer", ""),
        (make_proposed, "reviewer", ""),
        (make_proposed, "approver", "Waits for your sign-off"),
        (make_proposed, "auditor", ""),
        (make_signed, "approver", ""),
    ],
)
def test_desk_tells_each_person_what_waits_for_him(client, world, dossier, reach, who, waits):
    reach(world, dossier)

    page = page_of(client, getattr(world, who))

    told = gettext(waits).replace("%d", "2") if waits else ""
    assert [row.waits for row in page.waiting] == [told] * bool(told)


def test_desk_goes_from_judging_to_sending_to_proposing(client, world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "income")
    judge(world, dossier, "tidy", "return", demands=("请补充照片。",))
    marked = page_of(client, world.reviewer).waiting[0].waits
    judge(world, dossier, "tidy")
    ready = page_of(client, world.reviewer).waiting[0].waits

    assert marked == gettext("The return is not sent yet")
    assert ready == gettext("Ready for your proposal")


def test_desk_task_leads_the_approver_to_the_signing_page(client, world, dossier):
    make_proposed(world, dossier)
    client.force_login(world.approver)

    tasks = client.get(DESK).content.decode().split('<ul class="tasks">')[1].split("</ul>")[0]

    assert reverse("sign", args=[dossier.pk]) in tasks


def test_desk_shows_only_what_waits_when_asked(client, world, dossier):
    make_submitted(world, dossier)
    client.force_login(world.reviewer)

    table = client.get(DESK, {"show": "waiting"}).content.decode().split("<tbody")[1]

    assert ("甲村" in table, "乙村" in table) == (True, False)


@pytest.mark.parametrize("asked", ["", "0", "x", "9" * 5000])
def test_desk_opens_the_newest_round_for_want_of_a_better(client, world, dossier, asked):
    newest = make_round(world, title="明年", year=dossier.entry.round.year + 1).entry.round

    assert page_of(client, world.reviewer, round=asked).round == newest


def test_desk_opens_the_round_asked_for(client, world, dossier):
    make_round(world, title="明年", year=dossier.entry.round.year + 1)

    assert page_of(client, world.reviewer, round=dossier.entry.round_id).round == dossier.entry.round


def test_desk_never_shows_the_round_of_another_township(client, world, dossier):
    page = page_of(client, world.far_reviewer, round=dossier.entry.round_id)

    assert (page.round, page.rows) == (None, [])


def test_auditor_reads_only_villages_that_handed_in(client, world, dossier):
    before = page_of(client, world.auditor).rows
    make_submitted(world, dossier)

    assert before == []
    assert [row.dossier.pk for row in page_of(client, world.auditor).rows] == [dossier.pk]


def test_desk_explains_every_icon_that_occurs(client, world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "tidy", "falls_short", note="缺台账。")

    page = page_of(client, world.reviewer)

    told = [("not_started", "在村里"), ("waiting", "待审核"), ("falls_short", "未达到")]
    assert page.legend == [*told, ("not_applied", "未申报")]


def test_desk_icons_of_what_won_no_star_differ():
    states = ("not_applied", "falls_short", "not_awarded", "not_started")
    drawn = {render_to_string("portal/components/icon.html", {"state": state}) for state in states}

    assert len(drawn) == 4


@pytest.mark.parametrize(("who", "told"), [("reviewer", True), ("auditor", False)])
def test_desk_counts_what_waits_for_those_who_decide_only(client, world, dossier, who, told):
    make_returned(world, dossier)
    client.force_login(getattr(world, who))

    body = client.get(DESK).content.decode()

    assert ("个村等您处理" in body, gettext("Nothing waits for you now.") in body) == (told, told)


def round_fields(**changes) -> dict:
    today = timezone.localdate()
    days = {
        name: today + datetime.timedelta(days=n) for n, name in enumerate(("fill_ends", "review_ends"), 1)
    }
    days["sign_ends"] = today + datetime.timedelta(days=3)
    return {"title": "2026 年十星级创建", "year": 2026, "max_returns": 5, **days, **changes}


def test_round_opens_for_every_village_of_the_township(client, world):
    client.force_login(world.approver)

    client.post(reverse("round_new"), round_fields())

    opened = Round.objects.get()
    assert (opened.organiser, opened.opened_by) == (world.township, world.approver)
    assert [entry.subject.organisation.name for entry in opened.entries.order_by("pk")] == ["甲村", "乙村"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"year": 1999},
        {"max_returns": -1},
        {"review_ends": timezone.localdate()},
        {"fill_ends": "31.2."},
    ],
)
def test_round_with_a_wrong_field_is_refused_and_typing_stays(client, world, wrong):
    client.force_login(world.approver)

    response = client.post(reverse("round_new"), round_fields(**wrong))

    form = response.context["form"]
    assert (response.status_code, Round.objects.count()) == (422, 0)
    assert form.errors
    assert {form[name].value() for name in wrong} == {str(value) for value in wrong.values()}


def test_round_with_a_name_that_exists_is_refused(client, world, dossier):
    client.force_login(world.approver)

    response = client.post(reverse("round_new"), round_fields(title=dossier.entry.round.title))

    assert (response.status_code, Round.objects.count()) == (422, 1)
    assert response.context["form"].non_field_errors()


def test_round_of_a_township_without_villages_says_what_to_do(client, world):
    empty = Organisation.objects.create(
        kind="township", code="990101103000", name="空镇", parent=world.county
    )
    client.force_login(make_person("lonely", "approver", empty))

    response = client.post(reverse("round_new"), round_fields())

    assert (response.status_code, Round.objects.count()) == (422, 0)
    assert response.context["form"].non_field_errors()


def test_round_is_opened_in_the_township_that_was_chosen(client, world):
    appoint(
        user=world.approver, organisation=world.far_township, post="approver", valid_from=timezone.localdate()
    )
    client.force_login(world.approver)
    chosen = reverse("round_new") + f"?township={world.far_township.code}"

    assert client.get(chosen).context["township"] == world.far_township
    assert client.get(reverse("round_new") + "?township=1").status_code == 404
    assert world.far_township.name in client.get(reverse("desk")).content.decode()
