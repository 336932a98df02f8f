"""Editing a draft on screen: one save a form, nothing lost, nothing overwritten unseen."""

import pytest
from django.urls import reverse

from portal.forms.rulebooks_parts import PARTS
from portal.views.rulebooks.findings import finding_groups
from stars.models import RulebookDraft
from stars.rules.loader import available_books
from stars.services.rulebook_beginning import drop_draft
from tests.making import PASSWORD
from tests.portal.rulebook_forms import sent, table
from tests.rulebooks_making import change, make_draft


@pytest.fixture
def draft(world, client) -> RulebookDraft:
    client.force_login(world.administrator)
    return make_draft(world.administrator, world.county)


def url(draft, name: str, *more) -> str:
    return reverse(name, args=[draft.rulebook_id, *more])


def levels(draft) -> str:
    return url(draft, "draft_part", "household", "levels")


def typed_levels(draft, **more) -> dict:
    told = {key.replace("_", "-"): value for key, value in more.items()}
    return table("levels", draft.book.categories["household"]) | {"version": "0"} | told


def stored(draft) -> RulebookDraft:
    return RulebookDraft.objects.get(pk=draft.pk)


ADDRESSES = [
    ("draft_head", ()),
    *(("draft_part", ("household", part)) for part in PARTS),
    ("draft_role", ("household", "serve")),
    ("draft_item", ("household", "serve", "serve.care")),
    ("draft_benefit", ("household", "clinic")),
]


@pytest.mark.parametrize(("name", "more"), ADDRESSES)
def test_form_that_is_sent_back_as_it_came_leaves_the_very_bytes(client, draft, name, more):
    address = url(draft, name, *more)
    page = client.get(address)

    answer = client.post(address, sent(page.context["form"]) | {"version": ["0"]}, follow=True)

    assert (answer.status_code, stored(draft).source, stored(draft).version) == (200, draft.source, 0)
    assert "一字未变" in answer.content.decode()


def test_level_that_is_changed_is_saved_and_the_history_knows_where(client, draft):
    more = {"rows_0_lower": "92", "rows_1_upper": "92"}
    answer = client.post(levels(draft), typed_levels(draft, **more))

    now = stored(draft)
    assert answer.url == url(draft, "draft_category", "household") + "#levels"
    assert str(now.book.categories["household"].levels[0].lower) == "92"
    assert now.history.first().history_change_reason == "household.levels"
    assert now.book.categories["cadre"] == draft.book.categories["cadre"]


@pytest.mark.parametrize(
    ("part", "typed", "field"),
    [
        ("levels", {"rows-1-upper": "92"}, "rows-1-lower"),
        ("levels", {"rows-1-upper": "88"}, "rows-1-lower"),
        ("levels", {"rows-4-lower": "-5"}, "rows-4-lower"),
        ("sources", {"rows-0-weight": "90"}, "rows-1-weight"),
        ("quotas", {"rows-1-level": "5"}, "rows-1-share"),
        ("quotas", {"rows-0-share": "120"}, "rows-0-share"),
        ("ballot", {"rows-0-points": "x"}, "rows-0-points"),
    ],
)
def test_value_that_does_not_fit_is_refused_at_its_field_and_stays(client, draft, part, typed, field):
    data = table(part, draft.book.categories["household"]) | {"version": "0"} | typed

    answer = client.post(url(draft, "draft_part", "household", part), data)

    assert answer.status_code == 422
    assert f"id_{field}" in [id for id, _label, _message in answer.context["faults"]]
    name, value = next(iter(typed.items()))
    row = answer.context["form"].forms[int(name.split("-")[1])]
    assert row[name.split("-")[2]].value() == value
    assert stored(draft).source == draft.source


def test_points_below_nothing_are_refused_at_the_item(client, draft):
    address = url(draft, "draft_item", "household", "serve", "serve.care")

    answer = client.post(address, {"text": "代办", "points": "-10", "version": "0"})

    assert answer.status_code == 422
    assert [label for _id, label, _message in answer.context["faults"]] == ["分值（没有写明就留空）"]


def test_item_that_would_score_petitioning_is_refused_at_its_text(client, draft):
    address = url(draft, "draft_item", "household", "serve", "serve.care")

    answer = client.post(address, {"text": "不越级上访", "points": "10", "version": "0"})

    assert answer.status_code == 422
    assert [id for id, _label, _message in answer.context["faults"]] == ["id_text"]


def test_error_that_stood_before_does_not_hinder_another_form(client, world, draft):
    change(world.administrator, draft, "weight: 0.8", "weight: 0.9")

    answer = client.post(levels(draft), typed_levels(draft, rows_4_lower="65", version="1"))

    assert answer.status_code == 302


def test_items_are_added_changed_and_taken_out(client, draft):
    role = ("household", "serve")
    client.post(url(draft, "draft_item_new", *role), {"text": "新的要求", "points": "5", "version": "0"})
    added = stored(draft).book.categories["household"].dimension("serve").items[-1]
    assert (added.key, added.text, added.points) == ("serve.1", "新的要求", 5)

    client.post(url(draft, "draft_item_remove", *role, "serve.1"), {"version": "1"})
    assert stored(draft).book == draft.book


def test_benefits_are_added_and_taken_out(client, draft):
    told = {"text": "每学期 375 元", "level": "4", "months": "6", "unlogged": "on", "version": "0"}
    client.post(url(draft, "draft_benefit_new", "household"), told)
    added = stored(draft).book.categories["household"].benefits[-1]
    assert (added.text, added.level, added.months, added.unlogged, added.family) == (
        "每学期 375 元",
        4,
        6,
        True,
        False,
    )

    client.post(url(draft, "draft_benefit_remove", "household", added.key), {"version": "1"})
    assert stored(draft).book == draft.book


def test_what_a_form_does_not_show_stays(client, draft):
    told = {"text": "新的说法", "points": "5", "article": "4.2.2", "evidence": "record", "version": "0"}

    client.post(url(draft, "draft_item", "household", "serve", "serve.lead"), told)

    item = stored(draft).book.categories["household"].dimension("serve").items[0]
    assert (item.key, item.text, item.evidence) == ("serve.lead", "新的说法", ("record",))


def test_second_of_two_tabs_is_told_keeps_what_was_typed_and_may_save_again(client, world, draft):
    change(world.administrator, draft, "posting_days: 15", "posting_days: 7")
    more = {"rows_0_lower": "92", "rows_1_upper": "92"}

    answer = client.post(levels(draft), typed_levels(draft, **more))
    assert answer.status_code == 422
    assert answer.context["form"].forms[0]["lower"].value() == "92"
    assert stored(draft).version == 1

    again = typed_levels(draft, **more, version=str(answer.context["draft"].version))
    client.post(levels(draft), again)
    now = stored(draft).book.categories["household"]
    assert (str(now.levels[0].lower), now.posting_days) == ("92", 7)


def test_form_of_one_field_says_what_the_draft_holds_now(client, world, draft):
    change(world.administrator, draft, "良村镇大安村总支", "大安村党总支")
    told = {"title": "新名称", "issuer": "良村镇大安村总支", "period": "half_year", "version": "0"}

    answer = client.post(url(draft, "draft_head"), told)

    assert answer.context["form"]["issuer"].help_text == "草稿里现在是：大安村党总支"


def test_typed_values_come_through_an_ended_session(client, draft):
    client.logout()
    typed = typed_levels(draft, rows_0_lower="93", rows_1_upper="93")
    answer = client.post(levels(draft), typed)
    assert answer.status_code == 401

    kept = {"username": "administrator", "password": PASSWORD, "next": levels(draft)}
    client.post("/accounts/sign-in/", kept | {"kept": answer.context["kept"]})
    page = client.get(levels(draft))

    assert page.context["form"].forms[0]["lower"].value() == "93"


@pytest.mark.parametrize("key", available_books())
def test_every_finding_leads_to_a_page_that_opens(client, world, key):
    client.force_login(world.administrator)
    draft = make_draft(world.administrator, world.county, key)
    groups = finding_groups(draft.book, [], draft.rulebook_id)
    lines = (*groups.errors, *groups.open, *groups.hints)

    assert len(lines) > 0
    for address in {line.url for line in lines}:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("draft_category", ("nobody",)),
        ("draft_part", ("household", "nothing")),
        ("draft_role", ("household", "nothing")),
        ("draft_item", ("household", "serve", "nothing")),
        ("draft_benefit", ("household", "nothing")),
    ],
)
def test_part_that_the_book_lacks_is_not_found(client, draft, name, more):
    assert client.get(url(draft, name, *more)).status_code == 404


def test_page_of_a_draft_that_is_gone_says_so(client, world, draft):
    other = make_draft(world.administrator, world.county, "dashui")
    drop_draft(actor=world.administrator, rulebook_id=draft.rulebook_id, version=0)

    assert client.get(url(draft, "draft")).status_code == 404
    assert client.get(url(other, "draft")).status_code == 200
