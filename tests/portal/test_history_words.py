"""The history can be followed: one event a step, in words that say what changed."""

import datetime

import pytest

from evidence.models import Evidence
from evidence.queries.history import Step
from evidence.services.files import remove_evidence
from evidence.services.report_decisions import accept_all, decide_proposal
from evidence.services.reports import read_report_text
from evidence.services.sections import remove_figure, save_figure
from stars.models import Event
from tests.making import add_photo, section_of, write
from tests.portal.building import add_figure

REPORT = "甲村星级化创建情况\n(八)村容整洁星\n今年新装路灯25盏,添置垃圾箱30个。\n(五)增收致富星\n入股20万元。"


@pytest.fixture
def report(world, dossier):
    return read_report_text(actor=world.clerk, dossier_id=dossier.pk, text=REPORT)


def steps_of(client, user, dossier) -> list:
    client.force_login(user)
    return client.get(f"/history/{dossier.pk}/").context["steps"][::-1]


def decide(world, proposal, decision, **content):
    return decide_proposal(
        actor=world.clerk, proposal_id=proposal.pk, decision=decision, content=content or None
    )


def test_history_groups_the_decisions_on_a_report_and_counts_them(client, world, dossier, report):
    figures = list(report.proposals.filter(kind="figure"))
    decide(world, figures[0], "corrected", value="26")
    decide(world, figures[1], "dropped")
    accepted = accept_all(actor=world.clerk, report_id=report.pk)

    step = steps_of(client, world.clerk, dossier)[-1]

    assert (step.action, step.times) == ("report_decided", accepted + 2)
    assert step.label == f"处理了报告中的 {accepted + 2} 项：采纳 {accepted}，更正 1，略去 1"


@pytest.mark.parametrize("decision", ["accepted", "corrected", "dropped"])
@pytest.mark.parametrize("kind", ["text", "figure"])
def test_decision_on_a_proposal_is_one_event(world, report, kind, decision):
    before = Event.objects.count()
    decide(world, report.proposals.filter(kind=kind).first(), decision)

    event = Event.objects.last()
    assert Event.objects.count() == before + 1
    assert (event.action, event.data["decision"]) == ("report_decided", decision)


def test_history_tells_what_became_of_a_proposed_figure(client, world, dossier, report):
    decide(world, report.proposals.get(content__value="25"), "corrected", value="26")

    assert steps_of(client, world.clerk, dossier)[-1].target == "路灯 26 盏 · 已修改"


def test_history_tells_a_figure_before_and_after(client, world, dossier):
    figure = add_figure(world, section_of(dossier))
    values = {"key": "", "label": "路灯", "value": "26", "unit": "盏", "as_of": None, "source": ""}
    save_figure(actor=world.clerk, section_id=figure.section_id, figure_id=figure.pk, **values)
    remove_figure(actor=world.clerk, figure_id=figure.pk)

    told = [step.target for step in steps_of(client, world.clerk, dossier)]

    assert told == ["路灯：25 盏；路灯：25 盏 → 26 盏", "路灯：26 盏"]


def test_history_tells_how_much_text_came_and_went(client, world, dossier):
    write(world, section_of(dossier), "修了三条巷道。")
    write(world, section_of(dossier), "修了四条巷道。")

    step = steps_of(client, world.clerk, dossier)[-1]

    assert (step.times, step.target) == (2, "加入 8 字，删去 1 字")


def test_history_names_a_file_without_caption_as_it_was_sent(client, world, dossier, tmp_path):
    photo = add_photo(world, section_of(dossier), tmp_path, name="巷道.jpg")
    remove_evidence(actor=world.clerk, evidence_id=photo.pk)

    steps = steps_of(client, world.clerk, dossier)

    assert [(step.action, step.target) for step in steps][-1] == ("evidence_removed", "巷道.jpg")
    assert Evidence.everything.get().title == "巷道.jpg"


@pytest.mark.parametrize(("seconds", "lasted"), [(0, False), (59, False), (60, True)])
def test_step_within_one_minute_tells_one_time(seconds, lasted):
    began = datetime.datetime(2026, 11, 24, 8, 30, tzinfo=datetime.UTC)
    ended = began + datetime.timedelta(seconds=seconds)

    assert Step("x", "", "", "", "", "", "", began, ended, 2).lasted is lasted
