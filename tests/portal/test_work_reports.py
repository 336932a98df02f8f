"""Importing a report through the screens."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evidence.models import Figure, ReportImport, ReportProposal, Section
from tests.making import make_submitted, photo_bytes

REPORT = """样板村十星级创建报告

一、村容整洁星
装了路灯25盏，设垃圾桶30个。办清理活动十二次。

二、增收致富星
办培训4场次。集体入股20
3万元。

甲村党总支
2026年11月20日
"""


def read_text(client, dossier, text=REPORT):
    return client.post(reverse("report_new", args=[dossier.pk]), {"text": text})


@pytest.fixture
def report(client, world, dossier) -> ReportImport:
    client.force_login(world.clerk)
    read_text(client, dossier)
    return ReportImport.objects.get()


def decide(client, proposal: ReportProposal, **typed):
    report = proposal.report
    place = [report.dossier_id, report.pk, proposal.pk]
    return client.post(reverse("proposal_decide", args=place), typed)


def one(report, kind) -> ReportProposal:
    return report.proposals.filter(kind=kind).first()


def broken(report) -> ReportProposal:
    return report.proposals.get(content__why="broken_number")


def narrative(dossier, star) -> str:
    return Section.objects.get(dossier=dossier, dimension=star).narrative


def test_report_page_shows_doubts_then_stars_and_counts(client, dossier, report):
    response = client.get(reverse("report", args=[dossier.pk, report.pk]))

    page = response.context["page"]
    assert [star.dimension.key for star in page.stars] == ["income", "tidy"]
    assert page.doubts
    assert (page.decided, page.total) == (0, report.proposals.count())
    body = response.content.decode()
    assert body.index('id="doubts"') < body.index('id="star-tidy"')


def test_report_text_accepted_lands_in_its_star(client, dossier, report):
    proposal = report.proposals.get(kind="text", dimension="tidy")
    decide(client, proposal, decision="accepted", text=proposal.content["text"].replace("\n", "\r\n"))

    proposal.refresh_from_db()
    assert (proposal.decision, narrative(dossier, "tidy")) == ("accepted", proposal.content["text"])


def test_report_figure_corrected_is_kept_as_typed(client, dossier, report):
    proposal = report.proposals.filter(kind="figure", dimension="tidy").first()
    decide(client, proposal, decision="accepted", label="太阳能路灯", value="26", unit="盏")

    proposal.refresh_from_db()
    figure = Figure.objects.get(section__dossier=dossier)
    assert (proposal.decision, figure.label, figure.value) == ("corrected", "太阳能路灯", "26")


def test_report_figure_in_chinese_numerals_is_offered_as_a_number(client, dossier, report):
    proposal = report.proposals.get(kind="figure", content__value="十二")
    body = client.get(reverse("report", args=[dossier.pk, report.pk])).content.decode()
    decide(client, proposal, decision="accepted", label="清理活动", value="12", unit="次")

    assert f'<input type="text" id="v{proposal.pk}" name="value" maxlength="40" value="12">' in body
    assert Figure.objects.get().value == "12"


def test_report_figure_that_is_no_number_is_refused(client, dossier, report):
    proposal = one(report, "figure")
    response = decide(client, proposal, decision="accepted", label="路灯", value="很多", unit="盏")

    proposal.refresh_from_db()
    assert (response.status_code, proposal.decision, Figure.objects.count()) == (302, "open", 0)


def test_report_broken_number_is_mended_in_the_proposed_text(client, dossier, report):
    decide(client, broken(report), decision="accepted", text="集体入股 203 万元。")
    decide(client, report.proposals.get(kind="text", dimension="income"), decision="accepted")

    assert narrative(dossier, "income") == "办培训4场次。集体入股 203 万元。"


def test_report_broken_number_is_mended_in_the_text_already_taken_over(client, dossier, report):
    decide(client, report.proposals.get(kind="text", dimension="income"), decision="accepted")
    decide(client, broken(report), decision="accepted", text="集体入股 203 万元。")

    assert narrative(dossier, "income") == "办培训4场次。集体入股 203 万元。"


def test_report_broken_number_whose_sentence_is_gone_says_where_to_look(client, world, dossier, report):
    decide(client, report.proposals.get(kind="text", dimension="income"), decision="dropped")
    doubt = broken(report)
    decide(client, doubt, decision="accepted", text="集体入股 203 万元。")

    doubt.refresh_from_db()
    assert (doubt.decision, narrative(dossier, "income")) == ("open", "")


def test_report_notice_can_only_be_taken_note_of(client, dossier, report):
    notice = report.proposals.get(content__why="stars_missing")
    decide(client, notice, decision="accepted", text="x", dimension="tidy")
    notice.refresh_from_db()
    assert (notice.decision, narrative(dossier, "tidy")) == ("open", "")


def test_report_sentence_left_out_can_be_taken_over_in_other_words(client, world, dossier):
    client.force_login(world.clerk)
    read_text(client, dossier, "（八）村容整洁星\n修了路。组织人员排查，实行分类定等。")
    doubt = ReportImport.objects.get().proposals.get(kind="doubt", content__why__startswith="sensitive")
    decide(client, doubt, decision="accepted", text="走访了住户。", dimension="tidy")

    assert narrative(dossier, "tidy") == "走访了住户。"


def test_report_accept_all_leaves_doubts_open(client, dossier, report):
    client.post(reverse("report_accept_all", args=[dossier.pk, report.pk]))

    assert set(report.proposals.filter(kind="doubt").values_list("decision", flat=True)) == {"open"}
    assert set(report.proposals.filter(kind="text").values_list("decision", flat=True)) == {"accepted"}
    assert narrative(dossier, "tidy").startswith("装了路灯25盏")


def test_report_without_headings_asks_for_a_star(client, world, dossier):
    client.force_login(world.clerk)
    read_text(client, dossier, "今年全村修了三条巷道。")
    report = ReportImport.objects.get()
    decide(client, one(report, "unassigned"), decision="accepted", dimension="tidy")

    assert narrative(dossier, "tidy") == "今年全村修了三条巷道。"


@pytest.mark.parametrize(
    "file", [("空.txt", b""), ("旧.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))]
)
def test_report_unreadable_says_why_and_makes_nothing(client, world, dossier, file):
    client.force_login(world.clerk)
    typed = {"file": SimpleUploadedFile(*file), "text": ""}

    response = client.post(reverse("report_new", args=[dossier.pk]), typed)

    assert (response.status_code, bool(response.context["form"].errors)) == (422, True)
    assert not ReportImport.objects.exists()


def test_report_of_another_village_is_404(client, world, dossier, report):
    client.force_login(world.other_clerk)

    for name in ("report", "report_accept_all"):
        assert client.get(reverse(name, args=[dossier.pk, report.pk])).status_code in (404, 405)
    assert decide(client, one(report, "text"), decision="accepted").status_code == 404


def test_report_proposals_of_another_dossier_are_not_reached_through_ones_own(client, world, dossier, report):
    own = dossier.entry.round.entries.get(subject__organisation=world.other_village).dossier
    client.force_login(world.other_clerk)
    proposal = one(report, "text")

    through = reverse("proposal_decide", args=[own.pk, report.pk, proposal.pk])

    assert client.post(through, {"decision": "accepted"}).status_code == 404


def shown(client, dossier, report) -> str:
    return client.get(reverse("report", args=[dossier.pk, report.pk])).content.decode()


def test_report_as_file_and_text_together_is_refused_and_the_text_kept(client, world, dossier):
    client.force_login(world.clerk)
    typed = {"file": SimpleUploadedFile("报告.txt", REPORT.encode()), "text": REPORT}
    answer = client.post(reverse("report_new", args=[dossier.pk]), typed)

    assert (answer.status_code, ReportImport.objects.exists()) == (422, False)
    assert "请只选一样" in answer.content.decode()
    assert "装了路灯25盏" in answer.content.decode()


def test_report_read_again_leads_to_the_earlier_one(client, dossier, report):
    answer = read_text(client, dossier)

    assert answer.url == reverse("report", args=[dossier.pk, report.pk])
    assert "这份报告已经读过" in client.get(answer.url).content.decode()
    assert ReportImport.objects.count() == 1


def test_report_card_says_beforehand_what_stands_there(client, dossier, report):
    proposal = report.proposals.get(kind="figure", content__value="25")
    words = {name: proposal.content[name] for name in ("label", "unit")}
    section = Section.objects.get(dossier=dossier, dimension="tidy")
    Figure.objects.create(section=section, value="3", number=3, **words)

    assert "现在是 3 盏。" in shown(client, dossier, report)


def test_report_broken_number_is_not_mended_by_nothing(client, dossier, report):
    decide(client, report.proposals.get(kind="text", dimension="income"), decision="accepted")
    before = narrative(dossier, "income")
    decide(client, broken(report), decision="accepted", text="  ")

    assert (broken(report).decision, narrative(dossier, "income")) == ("open", before)
    assert "框里是空的" in shown(client, dossier, report)


def test_report_correction_that_is_refused_stays_in_its_card(client, dossier, report):
    decide(client, one(report, "figure"), decision="accepted", label="灯" * 61, value="26", unit="盏")

    assert "灯" * 61 in shown(client, dossier, report)
    assert not Figure.objects.exists()


def test_report_of_a_dossier_handed_in_offers_no_form_and_says_why(client, world, dossier, report):
    make_submitted(world, dossier)
    page = client.get(reverse("report_new", args=[dossier.pk])).content.decode()

    assert ("档案已经报送" in page, 'name="file"' in page) == (True, False)
    assert "report_accept_all" not in page


def test_report_of_locked_stars_offers_nothing_to_accept(client, world, dossier, report):
    make_submitted(world, dossier)
    page = shown(client, dossier, report)
    answer = client.post(reverse("report_accept_all", args=[dossier.pk, report.pk]), follow=True)

    assert ("采纳" in page, 'value="accepted"' in page) == (False, False)
    assert "一条也没有采纳。档案已经报送" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.docx", b"", "文件里没有文字"),
        ("空.txt", b" \n", "文件里没有文字"),
        ("乱.docx", bytes(range(255, 0, -1)) * 3, "不是 Word 文件"),
        ("乱.txt", bytes(range(255, 0, -1)) * 3, "不是"),
        ("照片.jpg", photo_bytes(), "（.docx）或文本文件（.txt）"),
    ],
)
def test_report_that_is_none_is_refused_in_words_for_reports(client, world, dossier, name, content, words):
    client.force_login(world.clerk)
    answer = client.post(
        reverse("report_new", args=[dossier.pk]), {"file": SimpleUploadedFile(name, content), "text": ""}
    )

    (said,) = answer.context["form"].errors["file"]
    assert (words in said, "照片" in said) == (True, False)
