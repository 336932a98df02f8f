"""Who did what, when and why; each submission as it was frozen; any two side by side."""

import re

import pytest
from django.urls import reverse

from evidence.models import Submission, Verdict
from evidence.services.answers import answer_demand
from evidence.services.reviewing import make_demand, send_return
from evidence.services.sections import save_figure
from evidence.services.signing import decline_proposal
from stars.models import Event
from tests.making import (
    add_photo,
    judge,
    make_proposed,
    make_returned,
    make_signed,
    make_submitted,
    section_of,
    submit,
    write,
)
from tests.portal.building import add_figure

ADDRESSES = ("", "compare/", "submissions/1/", "submissions/2/")
FOREIGN = ("other_clerk", "other_secretary", "far_clerk", "far_reviewer", "far_approver", "far_auditor")


def get(client, user, dossier, path="", **query):
    client.force_login(user)
    return client.get(f"/history/{dossier.pk}/{path}", query)


def steps_of(client, user, dossier) -> list:
    """Oldest first."""
    return get(client, user, dossier).context["steps"][::-1]


def mend(world, dossier, text: str, folder=None) -> None:
    """Answer every demand on “tidy”, rewrite its text, perhaps add a photo; hand in again."""
    section = section_of(dossier)
    for demand in section.demands.filter(answer=""):
        answer_demand(actor=world.clerk, demand_id=demand.pk, answer="已补。")
    write(world, section, text)
    if folder:
        add_photo(world, section, folder)
    submit(world, dossier)
    dossier.refresh_from_db()


def give_back(world, dossier, demand: str) -> None:
    judge(world, dossier, "tidy", "return", demands=(demand,))
    dossier.refresh_from_db()
    send_return(actor=world.reviewer, dossier_id=dossier.pk, version=dossier.version)


@pytest.fixture
def thrice(world, dossier, tmp_path):
    """Handed in three times: 三 → 四 → 五 lanes; a photo with the third."""
    make_returned(world, dossier)
    mend(world, dossier, "tidy：修了四条巷道。装了十盏路灯。")
    give_back(world, dossier, "请补充日期。")
    mend(world, dossier, "tidy：修了五条巷道。装了十盏路灯。", tmp_path)
    return dossier


def test_history_tells_who_did_what_on_which_star(client, world, dossier):
    make_returned(world, dossier)

    told = [(step.action, step.who, step.star) for step in steps_of(client, world.reviewer, dossier)]

    assert told == [
        ("narrative_saved", "人clerk", "村容整洁星"),
        ("narrative_saved", "人clerk", "增收致富星"),
        ("submitted", "人secretary", "增收致富星、村容整洁星"),
        ("judged", "人reviewer", "增收致富星"),
        ("demand_made", "人reviewer", "村容整洁星"),
        ("judged", "人reviewer", "村容整洁星"),
        ("returned", "人reviewer", "村容整洁星"),
    ]


def test_history_is_newest_first_with_the_time_of_each_step(client, world, dossier):
    make_returned(world, dossier)

    steps = get(client, world.reviewer, dossier).context["steps"]

    times = list(Event.objects.filter(entry_id=dossier.entry_id).order_by("-pk").values_list("at", flat=True))
    assert [step.last for step in steps] == times


def test_history_tells_which_verdict_and_why(client, world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "tidy", "falls_short", note="缺台账。")
    judge(world, dossier, "income")

    last = steps_of(client, world.reviewer, dossier)[-2:]

    meets, short = Verdict.Outcome.MEETS.label, Verdict.Outcome.FALLS_SHORT.label
    assert [(step.target, step.reason) for step in last] == [(short, "缺台账。"), (meets, "")]


def test_history_tells_why_a_proposal_went_back(client, world, dossier):
    proposal = make_proposed(world, dossier)
    decline_proposal(actor=world.approver, proposal_id=proposal.pk, reason="请再看收入星。")

    last = steps_of(client, world.reviewer, dossier)[-1]

    assert (last.action, last.who, last.reason) == ("proposal_declined", "人approver", "请再看收入星。")


def test_history_tells_the_digests_of_submission_and_signature(client, world, dossier):
    signed = make_signed(world, dossier)

    digests = {step.action: step.digest for step in steps_of(client, world.clerk, dossier) if step.digest}

    submitted = Submission.objects.get().digest
    assert digests == {"submitted": submitted, "proposed": signed.digest, "signed_off": signed.digest}


def test_village_reads_the_demands_it_was_sent_and_no_others(client, world, dossier):
    make_submitted(world, dossier)
    make_demand(actor=world.reviewer, section_id=section_of(dossier, "income").pk, text="内部的话。")
    give_back(world, dossier, "请补充照片。")

    told = [step.target for step in steps_of(client, world.clerk, dossier) if step.action == "demand_made"]

    assert told == ["请补充照片。"]
    assert "内部的话" not in get(client, world.clerk, dossier).content.decode()


@pytest.mark.parametrize("who", ["reviewer", "approver", "auditor"])
def test_township_reads_no_work_on_a_return_before_it_is_handed_in(client, world, dossier, who):
    make_returned(world, dossier)
    before = len(steps_of(client, getattr(world, who), dossier))
    write(world, section_of(dossier), "返工中的草稿。")

    assert len(steps_of(client, getattr(world, who), dossier)) == before


def test_submission_stays_as_it_was_handed_in_with_its_digest(client, world, thrice):
    first = thrice.submissions.get(number=1)

    for who in (world.clerk, world.reviewer, world.auditor):
        body = get(client, who, thrice, "submissions/1/").content.decode()
        assert ("修了三条巷道" in body, "修了四条巷道" in body, first.digest in body) == (True, False, True)


@pytest.mark.parametrize(
    ("query", "old", "new"),
    [
        ({}, "四", "五"),
        ({"a": 1, "b": 2}, "三", "四"),
        ({"a": 1, "b": 3}, "三", "五"),
        ({"a": 3, "b": 1}, "五", "三"),
    ],
)
def test_compare_any_two(client, world, thrice, query, old, new):
    body = get(client, world.reviewer, thrice, "compare/", **query).content.decode()

    assert (re.findall("<del>(.)</del>", body), re.findall("<ins>(.)</ins>", body)) == ([old], [new])


def test_compare_a_submission_with_itself_shows_no_change(client, world, thrice):
    response = get(client, world.reviewer, thrice, "compare/", a=2, b=2)

    assert [star.key for star in response.context["stars"] if star.change.changed] == []


def test_compare_names_files_and_answers_of_the_star_that_changed_only(client, world, thrice):
    stars = get(client, world.auditor, thrice, "compare/", a=1, b=3).context["stars"]

    changed = {star.key: star.change for star in stars if star.change.changed}
    assert list(changed) == ["tidy"]
    assert [row["name"] for row in changed["tidy"].added] == ["照片.jpg"]
    assert [row["demand"] for row in changed["tidy"].answers] == ["请补充照片。", "请补充日期。"]


@pytest.mark.parametrize(
    "query", [{"a": 0}, {"b": 4}, {"a": ""}, {"a": "-1"}, {"b": "9" * 5000}, {"a": "１e"}]
)
def test_compare_what_was_never_handed_in_is_404(client, world, thrice, query):
    assert get(client, world.reviewer, thrice, "compare/", **query).status_code == 404


def test_compare_needs_two_submissions(client, world, dossier):
    make_submitted(world, dossier)

    assert get(client, world.reviewer, dossier, "compare/").status_code == 404


@pytest.mark.parametrize("who", [*FOREIGN, "editor", "administrator", "nobody"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_history_does_not_exist_for_foreign_people(client, world, thrice, who, path):
    assert get(client, getattr(world, who), thrice, path).status_code == 404


@pytest.mark.parametrize("who", ["member", "clerk", "secretary", "reviewer", "approver", "auditor"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_history_is_open_to_both_sides(client, world, thrice, who, path):
    assert get(client, getattr(world, who), thrice, path).status_code == 200


@pytest.mark.parametrize("path", ADDRESSES)
def test_history_is_only_read(client, world, thrice, path):
    client.force_login(world.reviewer)

    assert client.post(f"/history/{thrice.pk}/{path}").status_code == 405


def test_figure_corrected_in_its_source_only_shows_both_sources(client, world, dossier):
    figure = add_figure(world, section_of(dossier))
    make_returned(world, dossier)
    mended = {"key": "", "label": "路灯", "value": "25", "unit": "盏", "as_of": None, "source": "乡镇台账"}
    save_figure(actor=world.clerk, section_id=figure.section_id, figure_id=figure.pk, **mended)
    mend(world, dossier, "tidy：修了三条巷道。装了十盏路灯。")

    body = get(client, world.reviewer, dossier, "compare/").content.decode()

    assert ("村委会" in body, "乡镇台账" in body) == (True, True)


def test_work_on_a_star_that_was_not_applied_for_stays_with_the_village(client, world, dossier):
    write(world, section_of(dossier, "unity"), "还没有报送的一颗星。")
    make_submitted(world, dossier)
    url = reverse("history", args=[dossier.pk])
    client.force_login(world.reviewer)
    theirs = client.get(url).context["steps"]
    client.force_login(world.clerk)
    own = client.get(url).context["steps"]

    assert "民族团结星" not in {step.star for step in theirs}
    assert "民族团结星" in {step.star for step in own}
