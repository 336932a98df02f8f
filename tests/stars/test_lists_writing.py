"""Lists that leave: how the sheet looks, what it offers, and the template."""

import io

import pytest
from django.utils import translation
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from stars.lists.model import Column
from stars.lists.template import template_xlsx
from stars.lists.writing import as_csv, as_xlsx

COLUMNS = (
    Column("name", ("姓名", "name"), required=True, width=12),
    Column("kind", ("类别",), choices=("村干部", "农户")),
)


def opened(data: bytes) -> Worksheet:
    book = load_workbook(io.BytesIO(data))
    assert len(book.sheetnames) == 1
    return book.active


def offered(sheet: Worksheet) -> list[tuple[str, str]]:
    return [(str(rule.sqref), rule.formula1) for rule in sheet.data_validations.dataValidation]


def test_csv_has_its_mark_and_the_line_ends_of_windows():
    assert as_csv(["姓名", "分"], [["张三", 5]]) == b"\xef\xbb\xbf" + '"姓名","分"\r\n"张三","5"\r\n'.encode()


def test_heading_is_bold_and_stays_in_view():
    sheet = opened(as_xlsx(["姓名"], [["张三"]]))
    below_notes = opened(as_xlsx(["姓名"], [["张三"]], notes=["名单", "说明"]))

    assert (sheet["A1"].font.bold, sheet["A2"].font.bold, sheet.freeze_panes) == (True, False, "A2")
    assert (below_notes["A1"].value, below_notes["A3"].font.bold, below_notes.freeze_panes) == (
        "名单",
        True,
        "A4",
    )


def test_texts_are_texts_and_numbers_are_numbers():
    sheet = opened(as_xlsx(["编号", "分"], [["001", 5]]))

    assert (sheet["A2"].value, sheet["A2"].number_format, sheet["A2"].quotePrefix) == ("001", "@", False)
    assert (sheet["B2"].value, sheet["B2"].number_format) == (5, "General")
    assert [sheet.column_dimensions[letter].number_format for letter in "AB"] == ["@", "General"]


def test_columns_are_as_wide_as_said_or_as_their_content():
    said = opened(as_xlsx(["甲", "乙"], [], widths=[12, 30]))
    fitting = opened(as_xlsx(["甲", "乙", "丙"], [["a", "十个字十个字十个字十", "长" * 100]]))

    assert [said.column_dimensions[letter].width for letter in "AB"] == [12, 30]
    assert [fitting.column_dimensions[letter].width for letter in "ABC"] == [8, 22, 40]


def test_choices_are_offered_below_the_heading_of_their_column():
    sheet = opened(as_xlsx(["姓名", "类别"], [], notes=["名单"], choices={"类别": ("干部", '"甲"户')}))

    assert offered(sheet) == [("B3:B10000", '"干部,""甲""户"')]


@pytest.mark.parametrize("choices", [(), ("甲,乙",), ("长" * 256,)])
def test_choices_that_do_not_fit_are_left_out(choices):
    assert offered(opened(as_xlsx(["类别"], [], choices={"类别": choices}))) == []


@pytest.mark.parametrize(("language", "first"), [("zh-hans", "例：王小明"), ("en", "Example: 王小明")])
def test_template_has_title_headings_choices_and_shaded_examples(language, first):
    with translation.override(language):
        sheet = opened(
            template_xlsx(COLUMNS, title="参评名单", examples=[{"name": "王小明", "kind": "农户"}])
        )

    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)] == [
        ["姓名*", "类别"],
        [first, "农户"],
    ]
    assert (sheet["A1"].value, first[:2] in sheet["A2"].value) == ("参评名单", True)
    assert (sheet["A4"].fill.fgColor.rgb, sheet["A5"].fill.fgColor.rgb) == ("00EEEEEE", "00000000")
    assert (offered(sheet), sheet.column_dimensions["A"].width) == ([("B4:B10000", '"村干部,农户"')], 12)
