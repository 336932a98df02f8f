"""A village's report becomes proposals, and each is decided once."""

import pytest

from evidence.models import ReportProposal
from evidence.services.report_decisions import accept_all, decide_proposal
from evidence.services.reports import read_report_text
from stars.errors import BadInput, WrongState
from tests.making import section_of

pytestmark = pytest.mark.db_variant
REPORT = """甲村星级化创建情况
(八)村容整洁星
今年新装路灯25盏,添置垃圾箱30个。
(五)增收致富星
入股20万元。
甲村党支部
2026年10月13日
"""


@pytest.fixture
def report(world, dossier):
    return read_report_text(actor=world.clerk, dossier_id=dossier.pk, text=REPORT)


def proposals(report, kind: str):
    return report.proposals.filter(kind=kind)


def test_report_text_becomes_proposals_of_its_stars(report):
    assert {row.dimension for row in proposals(report, "text")} == {"tidy", "income"}
    assert "25" in {row.content["value"] for row in proposals(report, "figure")}


def test_accepted_text_is_written_into_its_star(world, dossier, report):
    text = proposals(report, "text").get(dimension="tidy")

    decide_proposal(actor=world.clerk, proposal_id=text.pk, decision="accepted")

    assert section_of(dossier).narrative == text.content["text"]


def test_corrected_figure_keeps_the_correction(world, dossier, report):
    figure = proposals(report, "figure").get(content__value="25")

    decide_proposal(actor=world.clerk, proposal_id=figure.pk, decision="corrected", content={"value": "26"})

    assert section_of(dossier).figures.get().value == "26"


def test_proposal_is_decided_once(world, report):
    text = proposals(report, "text").first()
    decide_proposal(actor=world.clerk, proposal_id=text.pk, decision="dropped")

    with pytest.raises(WrongState):
        decide_proposal(actor=world.clerk, proposal_id=text.pk, decision="accepted")


def test_accept_all_leaves_doubts_to_a_person(world, report):
    accept_all(actor=world.clerk, report_id=report.pk)

    open_kinds = set(
        report.proposals.filter(decision=ReportProposal.Decision.OPEN).values_list("kind", flat=True)
    )
    assert open_kinds <= {"doubt", "unassigned"}


def test_empty_report_is_refused(world, dossier):
    with pytest.raises(BadInput):
        read_report_text(actor=world.clerk, dossier_id=dossier.pk, text="   \n")
