"""Slips on paper and the public page behind them; and the pages of those who decided that somebody is not rated."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stars.models import Exclusion, ExclusionObjection, PersonalSlip, Target
from stars.queries.targets import aim_words
from stars.services.slips import make_slips
from tests.exclusion_making import CLAUSE, exclude, propose, switch_on
from tests.rating_making import entries_of, make_rating

WEEK = datetime.timedelta(days=7)


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def made(world):
    return make_rating(world, "shimen", member=2)


def at(name: str, made, *more) -> str:
    return reverse(name, args=[made.pk, *more])


def code_of(world, made, kind: str, category="member", entry=None) -> str:
    told = {"round_id": made.pk, "kind": kind, "category": category}
    told |= {"entry_ids": [entry.pk]} if entry else {}
    return make_slips(actor=world.clerk, **told, valid_until=timezone.localdate() + WEEK)[0].code


def form(kind="target", **more) -> dict:
    return {"kind": kind, "valid_until": (timezone.localdate() + WEEK).isoformat()} | more


def test_sheet_shows_each_code_once_with_its_name(client, world, made):
    client.force_login(world.clerk)
    answer = client.post(at("slips", made, "member"), form(all="1"))
    sheet = answer.context["sheet"]

    assert {one["entry"] for one in sheet} == set(entries_of(made, "member"))
    assert all(one["code"] in answer.content.decode() for one in sheet)
    assert "no-store" in answer["Cache-Control"]


def test_slips_for_the_ticked_only(client, world, made):
    entry = entries_of(made, "member")[1]
    client.force_login(world.clerk)

    sheet = client.post(at("slips", made, "member"), form(entries=[entry.pk])).context["sheet"]

    assert [one["entry"] for one in sheet] == [entry]


def test_slips_for_nobody_are_refused(client, world, made):
    client.force_login(world.clerk)

    assert client.post(at("slips", made, "member"), form()).status_code == 422


def test_public_page_asks_for_the_code_and_keeps_out_of_every_store(world, made):
    answer = Client().get("/slip/")

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert answer.cookies == {}


def test_person_declares_his_target_once(world, made):
    code = code_of(world, made, "target")
    page = Client().post("/slip/", {"code": code})
    assert [value for value, _label in page.context["row"].choices][:2] == ["promote-5", "promote-4"]

    key = page.context["lines"][0]["line"].key
    told = {"code": code, "step": "declare", "aim": "promote-4", "note": "多学习", f"answer-{key}": "yes"}
    done = Client().post("/slip/", told)

    target = Target.objects.get()
    assert (done.status_code, target.level, target.note) == (200, 4, "多学习")
    assert target.entry.self_checks.get().answer == "yes"
    assert Client().post("/slip/", told).status_code == 422


def test_person_whose_target_does_not_fit_keeps_what_he_typed_and_the_slip(world, made):
    code = code_of(world, made, "target")
    told = {"code": code, "step": "declare", "aim": "", "note": "多学习"}

    answer = Client().post("/slip/", told)

    assert (answer.status_code, answer.context["note"]) == (422, "多学习")
    assert Client().post("/slip/", told | {"aim": "promote-4"}).status_code == 200


def test_person_applies_himself(world, made):
    code = code_of(world, made, "apply")
    Client().post("/slip/", {"code": code})
    before = made.entries.exclude(applied_on=None).count()
    Client().post("/slip/", {"code": code, "step": "apply"})

    assert (before, made.entries.exclude(applied_on=None).count()) == (0, 1)


def test_person_reads_his_own_result(world):
    made = make_rating(world, "daan", state="posted")
    code = code_of(world, made, "why", "household")

    answers = [Client().post("/slip/", {"code": code}) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].context["page"].entry.subject.category == "household"


def test_opened_slip_says_so_to_the_person_and_to_the_clerk(client, world):
    made = make_rating(world, "daan", state="posted")
    first, second = entries_of(made, "household")[:2]
    codes = [code_of(world, made, "why", "household", entry) for entry in (first, second)]
    day = timezone.localdate().isoformat()

    texts = [Client().post("/slip/", {"code": codes[0]}).content.decode() for _time in range(2)]
    again = code_of(world, made, "why", "household", first)
    texts.append(Client().post("/slip/", {"code": again}).content.decode())
    client.force_login(world.clerk)
    listed = client.get(at("slips", made, "household")).content.decode()

    assert ["本页是第一次打开" in text for text in texts] == [True, False, False]
    assert [f"本页 {day} 第一次用您的凭条打开过" in text for text in texts] == [False, True, True]
    assert listed.count(f"已打开，第一次是 {day}") == listed.count("已打印，还没有打开") == 1


def typed_with(page, code: str) -> dict[str, str]:
    """A whole form: target, note, and the first line of the self-check with words of its own."""
    line = page.context["lines"][0]["line"]
    told = {"code": code, "step": "declare", "aim": "promote-4", "note": "多学习"}
    return told | {f"answer-{line.key}": "yes", f"check-note-{line.key}": "每月都参加"}


@pytest.mark.parametrize("change", ["replaced", "over", "begun", "gone"])
def test_slip_that_went_bad_meanwhile_gives_back_everything_typed(world, made, change):
    code = code_of(world, made, "target")
    told = typed_with(Client().post("/slip/", {"code": code}), code)
    if change == "replaced":
        code_of(world, made, "target")
    elif change == "over":
        PersonalSlip.objects.update(valid_until=timezone.localdate() - WEEK)
    elif change == "begun":
        made.assessment.state = "assessing"
        made.assessment.save()
    else:
        PersonalSlip.objects.all().delete()

    answer = Client().post("/slip/", told)

    page = answer.content.decode()
    assert answer.status_code == 422
    kept = ("多学习", "每月都参加", aim_words("promote", 4), str(answer.context["message"]))
    assert [words for words in kept if words not in page] == []
    assert Target.objects.count() == 0


def test_new_slip_fills_the_form_again_and_only_that_of_the_same_person(world, made):
    first, other = entries_of(made, "member")
    code = code_of(world, made, "target", entry=first)
    told = typed_with(Client().post("/slip/", {"code": code}), code)
    new, strange = (code_of(world, made, "target", entry=one) for one in (first, other))
    fields = dict(Client().post("/slip/", told).context["fields"]) | {"before": code}

    pages = [Client().post("/slip/", fields | {"code": one}).content.decode() for one in (new, strange)]

    assert [("每月都参加" in page, "多学习" in page) for page in pages] == [(True, True), (False, False)]


@pytest.mark.parametrize("change", ["wrong", "used", "old", "replaced"])
def test_slip_that_is_no_good_is_told_and_opens_nothing(world, made, change):
    code = code_of(world, made, "target")
    if change == "wrong":
        code = code[:-1] + ("2" if code[-1] != "2" else "3")
    elif change == "used":
        Client().post("/slip/", {"code": code, "step": "declare", "aim": "promote-4"})
    elif change == "old":
        PersonalSlip.objects.update(valid_until=timezone.localdate() - WEEK)
    else:
        code_of(world, made, "target")

    answer = Client().post("/slip/", {"code": code})

    assert answer.status_code == 422
    assert "row" not in answer.context
    assert made.entries.first().subject.name not in answer.content.decode()


@pytest.mark.parametrize("code", ["", "   ", "x" * 10_000, "\x00", "二维码"])
def test_nonsense_for_a_code_does_no_harm(world, made, code):
    assert Client().post("/slip/", {"code": code}).status_code in (200, 422)


# Not rated


@pytest.fixture
def excluded(world):
    made = make_rating(world, "daan")
    switch_on(world, made)
    return exclude(world, entries_of(made, "household")[0])


def test_with_every_ground_off_the_page_says_so(client, world, made):
    client.force_login(world.secretary)
    daan = make_rating(world, "daan", village=world.other_village)
    client.force_login(world.other_secretary)
    context = client.get(at("exclusions", daan)).context

    assert (context["grounds"], context["named"], bool(context["may"])) == ([], True, False)
    assert client.get(at("exclusion_new", daan)).status_code == 404


def test_secretary_proposes_it_on_screen_and_the_other_confirms_it(client, world, excluded):
    made, entry = excluded.entry.round, entries_of(excluded.entry.round, "household")[1]
    told = {"entry": entry.pk, "clause": CLAUSE, "decided_on": timezone.localdate().isoformat()}
    client.force_login(world.secretary)
    url = at("exclusion_new", made)

    refused = client.post(url, told)
    client.post(url, told | {"deciders": [world.second_panel.pk]})

    assert (refused.status_code, refused.context["form"]["entry"].value()) == (422, str(entry.pk))
    found = Exclusion.objects.get(entry=entry)
    assert set(found.deciders.all()) == {world.secretary, world.second_panel}
    client.force_login(world.counter)
    assert at("exclusions", made) not in client.get(at("rating_round", made)).content.decode()
    client.force_login(world.second_panel)
    assert at("exclusions", made) in client.get(at("rating_round", made)).content.decode()
    assert entry.subject.label in client.get(at("exclusions", made)).content.decode()
    client.post(at("exclusion_confirm", made, found.pk))
    found.refresh_from_db()
    assert found.confirmed


def test_proposal_is_on_no_page_of_the_person_and_declining_leaves_nothing(client, world):
    made = make_rating(world, "daan")
    switch_on(world, made)
    found = propose(world, entries_of(made, "household")[0])
    code = code_of(world, made, "why", "household", found.entry)
    own = Client().post("/slip/", {"code": code}).context["page"]
    client.force_login(world.panel)

    client.post(at("exclusion_decline", made, found.pk))

    assert own.not_rated is None
    assert not Exclusion.objects.exists()


SIGNED_IN_PAGES = [
    ("rating_round",),
    ("rating_begin",),
    ("subjects",),
    ("subject_list", "household"),
    ("targets",),
    ("target_table", "household"),
    ("exclusions",),
    ("meetings",),
    ("postings",),
]


@pytest.mark.parametrize("who", ["clerk", "member", "second_panel", "counter"])
def test_nothing_of_it_is_on_any_page_of_others(client, world, excluded, who):
    made = excluded.entry.round
    Exclusion.objects.update(clause="密款")
    ExclusionObjection.objects.create(exclusion=excluded, text="密语", answer="密答")
    client.force_login(getattr(world, who))

    texts = [client.get(at(name, made, *more)).content.decode() for name, *more in SIGNED_IN_PAGES]
    texts.append(client.get(at("subject_export", made, "household", "csv")).content.decode(errors="ignore"))

    assert [text for text in texts if "密款" in text or "密语" in text or "密答" in text] == []


def test_deciders_read_the_objection_and_answer(client, world, excluded):
    made = excluded.entry.round
    code = code_of(world, made, "why", "household", excluded.entry)
    Client().post("/slip/", {"code": code, "step": "object", "text": "我已经缴清。"})
    client.force_login(world.panel)
    page = client.get(at("exclusions", made)).content.decode()

    client.post(at("exclusion_answer", made, excluded.pk), {"answer": "查明属实，恢复参评。"})

    second = Client().post("/slip/", {"code": code, "step": "object", "text": "票据在村部。"})
    waiting = Client().post("/slip/", {"code": code, "step": "object", "text": "还有一句。"})

    assert "我已经缴清。" in page
    assert (second.status_code, waiting.status_code) == (200, 422)
    assert "还有一句。</textarea>" in waiting.content.decode()
    assert "查明属实，恢复参评。" in Client().post("/slip/", {"code": code}).content.decode()


def test_person_who_is_rated_cannot_object_here(world):
    made = make_rating(world, "daan")
    code = code_of(world, made, "why", "household")

    assert Client().post("/slip/", {"code": code, "step": "object", "text": "x"}).status_code == 404
