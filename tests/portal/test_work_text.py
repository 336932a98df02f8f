"""Typed text is never lost: autosave, two tabs, an ended session, a passed deadline."""

import datetime
import html

import pytest
from django.urls import reverse
from django.utils import timezone

from evidence.models import Section
from stars.models import Phase
from tests.making import PASSWORD, make_submitted, section_of, write

JSON = {"HTTP_ACCEPT": "application/json"}
TYPED = "打了很久的一段文字，\n共两行，还没有保存。"


@pytest.fixture
def urls(dossier):
    return {name: reverse(name, args=[dossier.pk, "tidy"]) for name in ("section", "section_save")}


def narrative(dossier) -> str:
    return Section.objects.get(dossier=dossier, dimension="tidy").narrative


def close_hard(dossier) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    fill = Phase.objects.filter(round=dossier.entry.round, kind="fill")
    fill.update(starts_on=yesterday, ends_on=yesterday, hard=True)


def test_autosave_answers_revision_and_time(client, world, dossier, urls):
    client.force_login(world.clerk)

    answer = client.post(urls["section_save"], {"text": TYPED, "text_revision": 0}, **JSON).json()

    assert (answer["ok"], answer["text_revision"], len(answer["saved_at"])) == (True, 1, 5)
    assert narrative(dossier) == TYPED


def test_autosave_without_session_says_so_as_json(client, dossier, urls):
    response = client.post(urls["section_save"], {"text": TYPED, "text_revision": 0}, **JSON)

    assert (response.status_code, response.json()["ok"]) == (401, False)
    assert narrative(dossier) == ""


def test_text_typed_after_the_session_ended_comes_back_after_sign_in(client, world, dossier, urls):
    carried = client.post(urls["section_save"], {"text": TYPED, "text_revision": 0})
    kept, after = carried.context["kept"], carried.context["next"]
    assert html.escape(kept) in carried.content.decode()

    typed = {"username": "clerk", "password": PASSWORD, "kept": kept, "next": after}
    signed_in = client.post(reverse("sign_in"), typed)
    page = client.get(signed_in.url)
    assert (signed_in.url, page.context["text"], narrative(dossier)) == (urls["section"], TYPED, "")

    client.post(urls["section_save"], {"text": page.context["text"], "text_revision": 0})
    assert (narrative(dossier), client.get(urls["section"]).context["kept"]) == (TYPED, False)


def test_kept_text_survives_a_wrong_password(client, world, urls):
    kept = client.post(urls["section_save"], {"text": TYPED, "text_revision": 0}).context["kept"]

    again = client.post(reverse("sign_in"), {"username": "clerk", "password": "no", "kept": kept})

    assert again.context["kept"] == kept


def test_second_tab_sees_both_texts_and_can_choose_its_own(client, world, dossier, urls):
    write(world, section_of(dossier), "第一页先保存。")
    client.force_login(world.secretary)

    clash = client.post(urls["section_save"], {"text": "第二页后保存。", "text_revision": 0})
    assert (clash.status_code, clash.context["theirs"], clash.context["mine"]) == (
        409,
        "第一页先保存。",
        "第二页后保存。",
    )

    chosen = {"text": clash.context["mine"], "text_revision": clash.context["section"].text_revision}
    client.post(urls["section_save"], chosen)
    assert narrative(dossier) == "第二页后保存。"


def test_second_tab_text_stays_until_chosen(client, world, dossier, urls):
    write(world, section_of(dossier), "第一页先保存。")
    client.force_login(world.secretary)
    client.post(urls["section_save"], {"text": "第二页后保存。", "text_revision": 0})

    assert client.get(urls["section"]).context["text"] == "第二页后保存。"
    client.post(urls["section_save"], {"text": "第一页先保存。", "text_revision": 1})
    assert client.get(urls["section"]).context["kept"] is False


def test_autosave_of_second_tab_is_a_conflict(client, world, dossier, urls):
    write(world, section_of(dossier), "第一页先保存。")
    client.force_login(world.secretary)

    response = client.post(urls["section_save"], {"text": "第二页。", "text_revision": 0}, **JSON)

    assert (response.status_code, response.json()["code"]) == (409, "edited_meanwhile")
    assert narrative(dossier) == "第一页先保存。"


def test_hard_deadline_refuses_and_keeps_the_text(client, world, dossier, urls):
    client.force_login(world.clerk)
    close_hard(dossier)

    answer = client.post(urls["section_save"], {"text": TYPED, "text_revision": 0}, **JSON)
    client.post(urls["section_save"], {"text": TYPED, "text_revision": 0})
    page = client.get(urls["section"])

    assert (answer.status_code, answer.json()["code"]) == (422, "deadline_passed")
    assert (narrative(dossier), page.context["text"]) == ("", TYPED)
    assert TYPED in html.unescape(page.content.decode())


def test_text_too_long_is_refused_and_kept(client, world, dossier, urls):
    client.force_login(world.clerk)
    client.post(urls["section_save"], {"text": "长" * 20001, "text_revision": 0})

    assert client.get(urls["section"]).context["text"] == "长" * 20001


def test_submitted_section_refuses_a_tab_that_was_open(client, world, dossier, urls):
    make_submitted(world, dossier)
    client.force_login(world.clerk)

    response = client.post(urls["section_save"], {"text": "迟到", "text_revision": 1}, **JSON)

    assert (response.status_code, response.json()["code"]) == (422, "section_locked")
