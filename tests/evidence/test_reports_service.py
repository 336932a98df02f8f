"""A village's report becomes proposals, and each is decided once."""

import pytest
from docx import Document

from evidence.errors import LabelMissing
from evidence.models import ReportProposal
from evidence.services.report_decisions import accept_all, decide_proposal
from evidence.services.reports import read_report_text, read_report_upload
from stars.errors import BadInput, Refusal, WrongState
from tests.making import photo_bytes, section_of

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


def make_docx(folder):
    """A Word report with one picture under its star."""
    picture, path = folder / "picture.jpg", folder / "report.docx"
    picture.write_bytes(photo_bytes())
    document = Document()
    document.add_paragraph("甲村星级化创建情况")
    document.add_paragraph("(八)村容整洁星")
    document.add_paragraph("今年新装路灯25盏。")
    document.add_picture(str(picture))
    document.save(str(path))
    return path


def test_word_report_is_kept_and_its_picture_goes_to_its_star(world, dossier, tmp_path):
    report = read_report_upload(
        actor=world.clerk, dossier_id=dossier.pk, path=make_docx(tmp_path), name="总结.docx"
    )

    assert report.evidence.current.original_name == "总结.docx"
    assert section_of(dossier, "tidy").evidence.get().current.file.kind == "jpeg"
    assert "25" in {row.content["value"] for row in proposals(report, "figure")}


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_file_that_is_no_word_report_is_refused(world, dossier, tmp_path, content):
    path = tmp_path / "report.docx"
    path.write_bytes(content)

    with pytest.raises(Refusal):
        read_report_upload(actor=world.clerk, dossier_id=dossier.pk, path=path, name="总结.docx")

    assert not dossier.reports.exists()


def test_text_without_headings_goes_to_unassigned_and_says_so(world, dossier):
    report = read_report_text(actor=world.clerk, dossier_id=dossier.pk, text="今年修了路。")

    assert [row.content["text"] for row in proposals(report, "unassigned")] == ["今年修了路。"]
    assert "no_headings" in {row.content["why"] for row in proposals(report, "doubt")}


@pytest.mark.parametrize("label", ["", "  "])
def test_figure_without_a_name_is_refused_and_stays_open(world, dossier, label):
    report = read_report_text(actor=world.clerk, dossier_id=dossier.pk, text="(八)村容整洁星\n新装路灯25盏。")
    figure = report.proposals.get(kind="figure")

    with pytest.raises(LabelMissing):
        decide_proposal(
            actor=world.clerk, proposal_id=figure.pk, decision="corrected", content={"label": label}
        )

    figure.refresh_from_db()
    assert (figure.decision, section_of(dossier).figures.count()) == ("open", 0)
