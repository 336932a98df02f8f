"""Check and submit, what is frozen, and the history of it."""

import pytest
from django.urls import reverse

from evidence.models import Submission
from evidence.services.answers import answer_demand
from evidence.services.reviewing import send_return
from tests.making import judge, make_returned, make_signed, make_submitted, section_of, submit, write


@pytest.fixture
def url(dossier):
    return reverse("check", args=[dossier.pk])


def hand_in(client, dossier, **typed):
    values = {"version": dossier.version, "stars": ["tidy"], "statement": "on"} | typed
    return client.post(reverse("submit", args=[dossier.pk]), values)


def mend(world, dossier) -> None:
    make_returned(world, dossier)
    section = section_of(dossier)
    answer_demand(actor=world.clerk, demand_id=section.demands.get().pk, answer="已补。")
    write(world, section, "tidy：修了四条巷道。装了十盏路灯。")


def test_check_lists_missing_and_privacy_doubts(client, world, dossier, url):
    write(world, section_of(dossier), "联系人电话13800138000。")
    client.force_login(world.secretary)

    page = client.get(url).context["page"]

    assert [star.key for star in page.stars] == ["tidy"]
    assert [row.dimension.key for row in page.incomplete] == ["tidy"]
    assert [(doubt.dimension, doubt.where) for doubt in page.doubts] == [("tidy", "narrative")]
    assert page.doubts[0].place == "村容整洁星 · 文字"


def test_check_of_a_returned_dossier_names_only_stars_that_can_be_mended(client, world, dossier, url):
    for key in ("tidy", "income"):
        write(world, section_of(dossier, key), "联系人电话13800138000。")
    submit(world, dossier)
    judge(world, dossier, "income")
    judge(world, dossier, "tidy", "return", demands=("请删去电话。",))
    dossier.refresh_from_db()
    send_return(actor=world.reviewer, dossier_id=dossier.pk, version=dossier.version)
    client.force_login(world.secretary)

    page = client.get(url).context["page"]

    assert [doubt.dimension for doubt in page.doubts] == ["tidy"]
    assert [row.dimension.key for row in page.incomplete] == ["tidy"]


def test_submit_freezes_and_shows_the_digest(client, world, dossier):
    write(world, section_of(dossier), "修了三条巷道。")
    client.force_login(world.secretary)
    dossier.refresh_from_db()

    response = client.get(hand_in(client, dossier).url)

    submission = Submission.objects.get()
    assert response.context["submission"] == submission
    assert submission.digest in response.content.decode()


def test_submit_twice_makes_one_submission_and_says_why(client, world, dossier):
    write(world, section_of(dossier), "修了三条巷道。")
    client.force_login(world.secretary)
    first, second = hand_in(client, dossier), hand_in(client, dossier)

    assert (first.status_code, second.status_code, Submission.objects.count()) == (302, 422, 1)
    (error,) = second.context["form"].non_field_errors()
    assert ("人secretary" in error, "没有重复报送" in error) == (True, True)


@pytest.mark.parametrize(
    "typed", [{"statement": ""}, {"stars": []}, {"stars": ["eleventh"]}, {"version": "x"}]
)
def test_submit_incomplete_form_is_refused_and_stays(client, world, dossier, typed):
    client.force_login(world.secretary)

    response = hand_in(client, dossier, **typed)

    assert (response.status_code, Submission.objects.count()) == (422, 0)


def test_submit_is_the_secretarys(client, world, dossier, url):
    client.force_login(world.clerk)
    page = client.get(url).context["page"]

    assert (page.may_submit, hand_in(client, dossier).status_code, Submission.objects.count()) == (
        False,
        422,
        0,
    )


def test_resubmission_shows_answers_and_changes_first(client, world, dossier, url):
    mend(world, dossier)
    client.force_login(world.secretary)

    page = client.get(url).context["page"]

    changed = {star.key: star.change for star in page.stars if star.change.changed}
    assert (page.again, list(changed)) == (True, ["tidy"])
    assert [answer["answer"] for answer in changed["tidy"].answers] == ["已补。"]


def test_resubmission_needs_every_answer(client, world, dossier):
    make_returned(world, dossier)
    client.force_login(world.secretary)

    assert hand_in(client, dossier).status_code == 422
    assert Submission.objects.count() == 1


def test_submission_stays_as_it_was_when_the_dossier_changes(client, world, dossier):
    mend(world, dossier)
    client.force_login(world.reviewer)

    response = client.get(reverse("submission", args=[dossier.pk, 1]))

    texts = {star.key: star.content["narrative"] for star in response.context["stars"]}
    assert texts["tidy"] == "tidy：修了三条巷道。装了十盏路灯。"


def test_compare_shows_two_submissions_side_by_side(client, world, dossier):
    mend(world, dossier)
    submit(world, dossier)
    client.force_login(world.auditor)

    response = client.get(reverse("compare", args=[dossier.pk]), {"a": 1, "b": 2})

    assert [star.key for star in response.context["stars"] if star.change.changed] == ["tidy"]
    body = response.content.decode()
    assert "<del>三</del>" in body
    assert "<ins>四</ins>" in body


@pytest.mark.parametrize("query", [{"a": 1, "b": 9}, {"a": "x"}])
def test_compare_unknown_submission_is_404(client, world, dossier, query):
    mend(world, dossier)
    submit(world, dossier)
    client.force_login(world.auditor)

    assert client.get(reverse("compare", args=[dossier.pk]), query).status_code == 404


def actions_for(client, user, dossier) -> list[str]:
    client.force_login(user)
    steps = client.get(reverse("history", args=[dossier.pk])).context["steps"]
    return [step.action for step in reversed(steps)]


def test_history_village_reads_returns_but_no_unsent_notes(client, world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "tidy", "falls_short", note="内部意见")

    assert actions_for(client, world.clerk, dossier) == ["narrative_saved", "narrative_saved", "submitted"]
    assert "judged" in actions_for(client, world.reviewer, dossier)


def test_history_township_reads_no_draft_work(client, world, dossier):
    make_submitted(world, dossier)
    before = actions_for(client, world.reviewer, dossier)
    judge(world, dossier, "tidy", "return", demands=("请补充照片。",))

    assert before[-1] == "submitted"
    assert actions_for(client, world.reviewer, dossier)[-2:] == ["demand_made", "judged"]


def test_history_after_signing_tells_everything_to_both(client, world, dossier):
    make_signed(world, dossier)

    told = actions_for(client, world.clerk, dossier)

    assert told == actions_for(client, world.reviewer, dossier)
    assert told[-2:] == ["proposed", "signed_off"]


def test_history_joins_repeated_saves_of_one_person(client, world, dossier):
    for number in range(4):
        write(world, section_of(dossier), f"第{number}稿。")
    client.force_login(world.clerk)

    steps = client.get(reverse("history", args=[dossier.pk])).context["steps"]

    assert [(step.action, step.times) for step in steps] == [("narrative_saved", 4)]


@pytest.mark.parametrize("who", ["other_clerk", "far_reviewer", "far_auditor", "editor", "nobody"])
def test_history_does_not_exist_for_others(client, world, dossier, who):
    mend(world, dossier)
    submit(world, dossier)
    client.force_login(getattr(world, who))

    for address in ("", "compare/", "submissions/1/"):
        assert client.get(f"/history/{dossier.pk}/{address}").status_code == 404
