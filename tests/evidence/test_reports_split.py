"""A report falls apart under its stars, whatever its oddities."""

from datetime import date

import pytest

from evidence.reports.model import ReportEmpty
from evidence.reports.split import split_report
from tests.evidence.reports_making import STARS, TWIN


@pytest.fixture(scope="module")
def twin():
    return split_report(TWIN.read_text(encoding="utf-8"), STARS)


def section_of(report, key):
    return next(section for section in report.sections if section.key == key)


def doubts_of(report, why):
    return [doubt.text for doubt in report.doubts if doubt.why == why]


def test_twin_gives_ten_sections_in_the_rulebook_s_order(twin):
    assert [section.key for section in twin.sections] == [star.key for star in STARS]


def test_twin_gives_title_signer_and_date_in_chinese_numerals(twin):
    assert (twin.title, twin.signed_by, twin.dated) == (
        "青禾村星级化创建工作情况报告",
        "溪口乡青禾村党总支",
        date(2024, 11, 8),
    )


def test_twin_preamble_is_unassigned(twin):
    assert twin.unassigned == ("青禾村党总支按照年度计划,对照标准开展了如下工作:",)


def test_heading_in_mid_line_ends_the_section_before_it(twin):
    assert section_of(twin, "civility").text.endswith("志愿服务18场次。")
    assert section_of(twin, "integrity").text.startswith("每季度公布财务1次")


def test_sub_headings_stay_in_the_text(twin):
    assert "二是抓作风。\n对照4大类" in section_of(twin, "vanguard").text


def test_broken_number_is_a_doubt_and_no_figure(twin):
    assert ["30\n5" in text for text in doubts_of(twin, "broken_number")] == [True]
    values = {figure.value for section in twin.sections for figure in section.figures}
    assert not values & {"305", "30\n5"}


def test_twin_sensitive_sentences_are_doubts_under_their_star(twin):
    found = [(d.section_key, d.why) for d in twin.doubts if d.why.startswith("sensitive")]
    assert found == [
        ("vanguard", "sensitive_informing"),
        ("unity", "sensitive_watch_list"),
        ("harmony", "sensitive_tracking"),
        ("harmony", "sensitive_informing"),
        ("harmony", "sensitive_petition"),
        ("harmony", "sensitive_belief"),
    ]


def test_sensitive_sentences_leave_neither_text_nor_figure(twin):
    harmony = section_of(twin, "harmony")
    assert harmony.text == (
        "全年调解矛盾纠纷15起，当事双方都签字认可。组建了16人的防汛志愿者队伍，开展消防安全宣讲二十场次。"
    )
    assert [figure.value for figure in harmony.figures] == ["15", "16", "二十"]


def test_twin_figures_take_the_rulebook_s_labels(twin):
    income = section_of(twin, "income").figures
    assert [(f.figure_key, f.value, f.unit) for f in income[:3]] == [
        ("shares", "30", "万元"),
        ("yearly_return", "5", "万元"),
        ("interest", "2.5", "万元"),
    ]
    labels = {figure.key: figure.label for star in STARS for figure in star.figures}
    assert [f.label for f in income[:3]] == [labels[f.figure_key] for f in income[:3]]


def test_twin_figures_are_all_found(twin):
    assert sum(len(section.figures) for section in twin.sections) == 40


def test_a_figure_of_the_rulebook_is_proposed_once_a_section(twin):
    for section in twin.sections:
        keys = [figure.figure_key for figure in section.figures if figure.figure_key]
        assert len(keys) == len(set(keys))


def test_as_dict_has_the_keys_of_the_command(twin):
    found = twin.as_dict()
    assert list(found) == ["title", "signed_by", "dated", "sections", "unassigned", "doubts"]
    assert found["dated"] == "2024-11-08"
    assert list(found["sections"][0]) == ["key", "title", "text", "figures"]
    assert list(found["sections"][0]["figures"][0]) == ["label", "value", "unit", "context"]


def test_text_without_headings_is_all_unassigned():
    report = split_report("年度工作总结\n修了3公里路。\n\n装了5盏灯。", STARS)
    assert report.unassigned == ("年度工作总结", "修了3公里路。", "装了5盏灯。")
    assert (report.sections, [doubt.why for doubt in report.doubts]) == ((), ["no_headings"])


@pytest.mark.parametrize("text", ["", " \n\u3000\t\r\n"])
def test_empty_text_is_refused(text):
    with pytest.raises(ReportEmpty):
        split_report(text, STARS)


def test_missing_stars_are_named_in_one_doubt():
    report = split_report("".join(f"{star.title}\n做了。\n" for star in STARS[:8]), STARS)
    assert doubts_of(report, "stars_missing") == ["村风文明星、清正廉洁星"]


def test_unknown_star_never_falls_into_the_one_before():
    report = split_report("(一)领导核心星\n甲。\n(二)先锋摸范星\n乙。\n(三)民族团结星\n丙。", STARS)
    assert [section.text for section in report.sections] == ["甲。", "丙。"]
    assert report.unassigned == ("(二)先锋摸范星", "乙。")
    assert doubts_of(report, "unknown_heading") == ["(二)先锋摸范星"]


def test_repeated_heading_joins_its_parts_with_a_doubt():
    report = split_report("一、领导核心星\n甲。\n二、先锋模范星\n乙。\n三、领导核心星\n丙。", STARS)
    assert section_of(report, "leading_core").text == "甲。\n丙。"
    assert doubts_of(report, "repeated_heading") == ["领导核心星"]


def test_heading_without_text_is_a_doubt():
    report = split_report("一、领导核心星\n二、先锋模范星\n乙。", STARS)
    assert doubts_of(report, "section_empty") == ["领导核心星"]


def test_sensitive_sentence_outside_the_stars_is_left_out_too():
    report = split_report("情况报告\n我们掌握重点人员情况。\n一、领导核心星\n甲。", STARS)
    assert report.unassigned == ()
    assert doubts_of(report, "sensitive_watch_list") == ["我们掌握重点人员情况。"]


def test_sensitive_sentence_wrapped_over_two_lines_goes_as_a_whole():
    wrapped = "在全年的各项工作当中村里安排了专人每个星期上门对住户中的流动\n人口进行登记管理。修了路。"
    report = split_report(f"一、和谐稳定星\n{wrapped}", STARS)
    assert section_of(report, "harmony").text == "修了路。"


def test_pictures_fall_under_the_star_in_which_they_stand():
    text = "报告\n一、领导核心星\n甲。\n图\n二、先锋模范星\n图\n乙。\n某村党支部\n2024年1月2日\n图"
    offsets = [place for place, sign in enumerate(text) if sign == "图"]
    report = split_report(text, STARS, offsets)
    assert [section.images for section in report.sections] == [(0,), (1,)]


def test_text_below_the_signature_is_unassigned():
    report = split_report("一、领导核心星\n甲。\n某村党支部\n2024年1月2日\n附件：名册一份", STARS)
    assert (report.signed_by, report.unassigned) == ("某村党支部", ("附件：名册一份",))


def test_more_figures_than_anybody_reads_are_cut_with_a_doubt():
    report = split_report("一、领导核心星\n" + "路灯3盏，" * 301, STARS)
    assert len(section_of(report, "leading_core").figures) == 300
    assert doubts_of(report, "too_many_figures") == ["领导核心星"]


def test_date_under_the_title_counts_where_the_end_has_none():
    report = split_report("情况报告\n（2024年3月5日）\n一、领导核心星\n甲。", STARS)
    assert report.dated == date(2024, 3, 5)
