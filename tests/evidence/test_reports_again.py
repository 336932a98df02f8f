"""A report that comes a second time, and figures and text that the star has already."""

import pytest

from evidence.errors import TextTooLong, TooLong
from evidence.models import Figure
from evidence.report_errors import NothingTakenOver, ReportAlreadyRead
from evidence.services.report_decisions import accept_all, decide_proposal
from evidence.services.reports import read_report_text, read_report_upload
from tests.evidence.reports_making import make_docx
from tests.making import make_submitted, section_of, write

pytestmark = pytest.mark.db_variant
REPORT = "甲村星级化创建情况\n(八)村容整洁星\n今年新装路灯{}盏。"


def read(world, dossier, number="25", end="\n"):
    return read_report_text(
        actor=world.clerk, dossier_id=dossier.pk, text=REPORT.format(number).replace("\n", end)
    )


def accept(world, report, kind, **content):
    proposal = report.proposals.get(kind=kind)
    decision = "corrected" if content else "accepted"
    return decide_proposal(actor=world.clerk, proposal_id=proposal.pk, decision=decision, content=content)


def test_same_pasted_text_is_read_once(world, dossier):
    first = read(world, dossier)

    with pytest.raises(ReportAlreadyRead) as caught:
        read(world, dossier, end="\r\n")

    assert (caught.value.report, dossier.reports.count()) == (first, 1)


@pytest.mark.parametrize("ending", ["docx", "txt"])
def test_same_file_is_read_once(world, dossier, tmp_path, ending):
    path, text = tmp_path / f"report.{ending}", REPORT.format("25")
    path.write_bytes(make_docx(*text.splitlines()) if ending == "docx" else text.encode())
    told = {"actor": world.clerk, "dossier_id": dossier.pk, "path": path, "name": path.name}
    read_report_upload(**told)

    with pytest.raises(ReportAlreadyRead):
        read_report_upload(**told | {"name": f"again.{ending}"})

    assert dossier.reports.count() == 1


def test_figure_that_stands_already_is_not_added_twice(world, dossier):
    for report in (read(world, dossier), other(world, dossier, "25")):
        accept(world, report, "figure")

    assert [figure.value for figure in Figure.objects.all()] == ["25"]
    assert Figure.history.count() == 1


def other(world, dossier, number):
    """The same star in another report."""
    text = REPORT.format(number) + "\n另种果树。"
    return read_report_text(actor=world.clerk, dossier_id=dossier.pk, text=text)


def test_figure_with_another_value_replaces_the_old_one_and_history_keeps_it(world, dossier):
    accept(world, read(world, dossier), "figure")
    accept(world, other(world, dossier, "31"), "figure")

    figure = Figure.objects.get()
    assert figure.value == "31"
    assert [row.value for row in figure.history.order_by("pk")] == ["25", "31"]


def test_accept_all_leaves_a_figure_that_would_replace_another(world, dossier):
    accept_all(actor=world.clerk, report_id=read(world, dossier).pk)
    report = other(world, dossier, "31")
    accept_all(actor=world.clerk, report_id=report.pk)

    assert Figure.objects.get().value == "25"
    assert report.proposals.get(kind="figure").decision == "open"


def test_text_that_stands_already_is_not_added_twice(world, dossier):
    write(world, section_of(dossier), "前面一句。今年新装\n路灯25盏。")
    accept(world, read(world, dossier), "text")

    assert section_of(dossier).narrative == "前面一句。今年新装\n路灯25盏。"


def test_accept_all_of_locked_stars_says_why(world, dossier):
    report = read(world, dossier)
    make_submitted(world, dossier)

    with pytest.raises(NothingTakenOver, match="已经报送"):
        accept_all(actor=world.clerk, report_id=report.pk)


@pytest.mark.parametrize(("field", "limit"), [("label", 60), ("unit", 20)])
def test_corrected_figure_that_does_not_fit_is_refused_and_not_cut(world, dossier, field, limit):
    report = read(world, dossier)

    with pytest.raises(TooLong, match=str(limit)):
        accept(world, report, "figure", **{field: "灯" * (limit + 1)})

    assert not Figure.objects.exists()


def test_text_that_would_make_the_star_too_long_is_refused(world, dossier):
    write(world, section_of(dossier), "长" * 19_995)

    with pytest.raises(TextTooLong):
        accept(world, read(world, dossier), "text")
