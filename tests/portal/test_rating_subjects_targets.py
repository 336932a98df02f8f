"""Targets on screen: many in a table, one with its self-check, decisions, applications."""

import pytest
from django.urls import reverse
from django.utils import timezone

from stars.models import Entry, SelfCheck, Target
from stars.services.targets import declare_target
from tests.portal.test_rating_home import price
from tests.rating_making import entries_of, make_rating, make_subject


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def made(world):
    return make_rating(world, "shimen", member=3)


def at(name: str, made, *more) -> str:
    return reverse(name, args=[made.pk, *more])


def row(entry, aim="", note="", version="", was=("", "")) -> dict:
    names = {"version": version, "aim": aim, "note": note, "was-aim": was[0], "was-note": was[1]}
    return {f"{name}-{entry.pk}": value for name, value in names.items()}


def declare(world, entry) -> Target:
    told = {"round_id": entry.round_id, "entry_id": entry.pk, "kind": "promote", "level": 4}
    return declare_target(actor=world.clerk, **told)


def test_table_saves_what_was_changed_and_leaves_the_rest(client, world, made):
    first, second, third = entries_of(made, "member")
    client.force_login(world.clerk)

    data = row(first, "promote-4", "争取") | row(second) | row(third, "keep-3")
    answer = client.post(at("target_table", made, "member"), data)

    assert answer.status_code == 302
    assert set(Target.objects.values_list("entry", "kind", "level", "note")) == {
        (first.pk, "promote", 4, "争取"),
        (third.pk, "keep", 3, ""),
    }


def test_table_keeps_the_refused_row_typed_and_saves_the_others(client, world, made):
    first, second, _third = entries_of(made, "member")
    first.previous_level = 4
    first.save()
    client.force_login(world.clerk)

    data = row(first, "promote-4", "想晋星") | row(second, "promote-5")
    answer = client.post(at("target_table", made, "member"), data)

    assert (answer.status_code, Target.objects.get().entry) == (422, second)
    shown = {one["row"].entry.pk: one for one in answer.context["rows"]}
    assert shown[first.pk]["error"]
    assert (shown[first.pk]["note"], shown[second.pk]["error"]) == ("想晋星", "")


def test_table_of_an_old_page_overwrites_nothing(client, world, made):
    first = entries_of(made, "member")[0]
    declare(world, first)
    client.force_login(world.clerk)

    answer = client.post(at("target_table", made, "member"), row(first, "promote-5"))

    assert (answer.status_code, Target.objects.get().level) == (422, 4)


def test_table_offers_what_the_book_and_the_level_before_allow(client, world, made):
    first = entries_of(made, "member")[0]
    first.previous_level = 3
    first.save()
    client.force_login(world.clerk)

    rows = client.get(at("target_table", made, "member")).context["rows"]

    offered = {one["row"].entry.pk: [value for value, _label in one["row"].choices] for one in rows}
    assert offered[first.pk] == ["promote-5", "promote-4", "keep-3"]


@pytest.mark.parametrize("show", ["", "missing", "declared"])
def test_table_costs_the_same_for_3_and_30_entries(client, world, made, show):
    client.force_login(world.clerk)
    url = at("target_table", made, "member") + f"?show={show}"
    declare(world, entries_of(made, "member")[0])
    small = price(client, url)
    for number in range(4, 34):
        entry = Entry(round=made, subject=make_subject(world, "member", number))
        entry.save()
        if number % 2:
            Target.objects.create(entry=entry, kind="promote", level=4)

    assert price(client, url) == small <= 8


def test_single_target_with_its_self_check(client, world, made):
    entry = entries_of(made, "member")[0]
    key = made.version.book.categories["member"].dimensions[0].key
    client.force_login(world.clerk)

    data = {
        "aim": "promote-4",
        "note": "第一行\n第二行",
        f"answer-{key}": "partly",
        f"check-note-{key}": "还差一次",
    }
    client.post(at("target", made, entry.pk), data)

    assert Target.objects.get().note == "第一行\n第二行"
    assert SelfCheck.objects.values_list("item", "answer", "note").get() == (key, "partly", "还差一次")


def test_single_target_that_is_refused_stays_typed(client, world, made):
    entry = entries_of(made, "member")[0]
    client.force_login(world.clerk)

    answer = client.post(at("target", made, entry.pk), {"aim": "", "note": "还没想好"}, follow=True)

    assert (answer.context["note"], Target.objects.count()) == ("还没想好", 0)


def test_secretary_approves_one_refuses_one_and_then_all(client, world, made):
    first, second, third = entries_of(made, "member")
    targets = [declare(world, entry) for entry in (first, second, third)]
    client.force_login(world.secretary)

    client.post(at("target_decide", made, first.pk), {"decision": "approve", "version": targets[0].version})
    client.post(
        at("target_decide", made, second.pk),
        {"decision": "refuse", "version": targets[1].version, "reason": "先补材料"},
    )
    client.post(at("targets_decide", made, "member"), {"decision": "approve"})

    states = dict(Target.objects.values_list("entry", "state"))
    assert states == {first.pk: "approved", second.pk: "refused", third.pk: "approved"}


def test_refusal_without_a_reason_asks_for_it(client, world, made):
    target = declare(world, entries_of(made, "member")[0])
    client.force_login(world.secretary)
    url = at("target_decide", made, target.entry_id)

    answer = client.post(url, {"decision": "refuse", "version": target.version}, follow=True)

    assert [one.level_tag for one in answer.context["messages"]] == ["error"]


def test_targets_of_daan_have_no_decision(client, world):
    made = make_rating(world, "daan")
    declare(world, entries_of(made, "cadre")[0])
    client.force_login(world.secretary)

    content = client.get(at("target_table", made, "cadre")).content.decode()

    assert at("targets_decide", made, "cadre") not in content
    assert client.get(at("applications", made, "cadre")).status_code == 404


def test_applications_are_ticked_from_papers_and_taken_back(client, world, made):
    first, second, _third = entries_of(made, "member")
    client.force_login(world.clerk)
    url, day = at("applications", made, "member"), timezone.localdate()
    client.post(url, {"entries": [first.pk, second.pk], "day": day.isoformat()})
    left = [entry.pk for entry in client.get(url).context["page"]]
    client.post(url + "?show=applied", {"entries": [first.pk]})

    assert len(left) == 1
    assert [entry.applied_on for entry in entries_of(made, "member")] == [None, day, None]


@pytest.mark.parametrize("day", ["", "yesterday", "2026-13-40"])
def test_applications_without_a_day_are_asked_for_it_and_ticks_stay(client, world, made, day):
    first = entries_of(made, "member")[0]
    client.force_login(world.clerk)

    answer = client.post(at("applications", made, "member"), {"entries": [first.pk], "day": day}, follow=True)

    assert answer.context["ticked"] == {first.pk}
    first.refresh_from_db()
    assert first.applied_on is None


@pytest.mark.parametrize("who", ["member", "panel"])
def test_others_of_the_village_read_and_change_nothing(client, world, made, who):
    first = entries_of(made, "member")[0]
    client.force_login(getattr(world, who))

    client.post(at("target_table", made, "member"), row(first, "promote-4"))
    content = client.get(at("target_table", made, "member")).content.decode()

    assert not Target.objects.exists()
    assert "<select" not in content


def test_table_leaves_the_line_breaks_of_a_note_alone(client, world, made):
    first = entries_of(made, "member")[0]
    target = declare(world, first)
    Target.objects.filter(pk=target.pk).update(note="第一行\n第二行")
    client.force_login(world.clerk)

    shown = ("promote-4", "第一行\n第二行")
    client.post(
        at("target_table", made, "member"), row(first, "promote-4", "第一行 第二行", target.version, shown)
    )

    target.refresh_from_db()
    assert (target.note, target.version) == ("第一行\n第二行", 0)
