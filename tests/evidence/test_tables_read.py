"""Lists as .xlsx and .csv: whichever way they were saved, the cells are the same text."""

import datetime
import subprocess
import sys

import pytest
from openpyxl.styles import Alignment

from evidence.intake.isolation import ROOT
from evidence.intake.limits import MAX_TABLE_COLUMNS, MAX_TABLE_ROWS
from stars.lists.signs import AsText
from stars.lists.writing import LAST_ROW, as_csv, as_xlsx
from tests.evidence.table_making import (
    HEADING,
    as_a_spreadsheet_saves,
    read_here,
    read_through_gate,
    saved,
    sheet_of,
    workbook,
)

ROWS = [HEADING, ["张三", "村干部"], ["李四", "党员"]]


def lines(delimiter: str) -> str:
    return "\n".join(delimiter.join(row) for row in ROWS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_is_read_in_every_encoding_with_every_delimiter(tmp_path, encoding, delimiter):
    assert read_here(tmp_path, lines(delimiter).encode(encoding), "csv") == ROWS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_like(tmp_path, end):
    assert read_here(tmp_path, lines(",").replace("\n", end).encode(), "csv") == ROWS


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('姓名,备注\n张三,"甲,乙;丙"', ["张三", "甲,乙;丙"]),
        ("姓名,备注\n张三,甲;乙;丙", ["张三", "甲;乙;丙"]),
        ("姓名;分数\n张三;1,5", ["张三", "1,5"]),
        ('姓名,备注\n张三,"两\n行"', ["张三", "两\n行"]),
        ('姓名,备注\n张三,他说"好"', ["张三", '他说"好"']),
        ("姓名,备注\n 张　三 ,０１", [" 张　三 ", "０１"]),
    ],
)
def test_signs_inside_a_cell_stay_in_it(tmp_path, text, row):
    assert read_here(tmp_path, text.encode(), "csv")[1] == row


def test_numbers_and_dates_become_plain_text(tmp_path):
    row = [12.0, 89.9, 0.1 + 0.2, -3, 13812345678, 1e16, True, None, "０１２", "001"]
    days = [datetime.date(2026, 3, 1), datetime.datetime(2026, 3, 1, 14, 30), datetime.time(8, 5)]

    read = read_here(tmp_path, workbook(row, days), "xlsx")

    assert read[0] == [
        *["12", "89.9", "0.3", "-3", "13812345678", "10000000000000000", "TRUE", "", "０１２", "001"]
    ]
    assert read[1][:4] == ["2026-03-01", "2026-03-01 14:30", "08:05", ""]


def test_rows_keep_their_numbers_and_are_equally_long(tmp_path):
    rows = [[], ["2026年名单"], [], ["姓名", "类别", "备注"], ["张三"]]
    expected = [
        ["", "", ""],
        ["2026年名单", "", ""],
        ["", "", ""],
        ["姓名", "类别", "备注"],
        ["张三", "", ""],
    ]
    text = "\n2026年名单\n\n姓名,类别,备注\n张三\n,,\n\n"

    assert read_here(tmp_path, workbook(*rows), "xlsx") == expected
    assert read_here(tmp_path, text.encode(), "csv") == expected


def test_layout_below_and_beside_the_list_does_not_count(tmp_path):
    sheet = sheet_of([*ROWS, ["  ", " "]])
    sheet.cell(MAX_TABLE_ROWS + 500, 1).alignment = Alignment(wrap_text=True)
    sheet.cell(2, MAX_TABLE_COLUMNS + 5).alignment = Alignment(wrap_text=True)

    assert read_here(tmp_path, saved(sheet.parent), "xlsx") == ROWS


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_sheets_that_are_empty_or_hidden_are_passed_over(tmp_path, state):
    sheet = sheet_of(ROWS)
    sheet.parent.create_sheet("空的", 0)
    hidden = sheet.parent.create_sheet("词表")
    hidden.append(["村干部"])
    hidden.sheet_state = state

    assert read_here(tmp_path, saved(sheet.parent), "xlsx") == ROWS


@pytest.mark.parametrize("name", ["名单.xlsx", "名单.XLSX"])
def test_workbook_passes_the_gate_and_is_read_in_the_child(tmp_path, name):
    assert read_through_gate(tmp_path, workbook(*ROWS), name) == ROWS


def test_text_is_read_in_the_child(tmp_path):
    assert read_through_gate(tmp_path, lines(",").encode("gb18030"), "名单.csv") == ROWS
    assert [path.name for path in tmp_path.iterdir()] == ["received"]


def test_workbook_as_spreadsheets_save_it_is_read(tmp_path):
    strings = [
        "<t>姓名</t>",
        "<r><t>张</t></r><r><rPr><b/></rPr><t>三</t></r>",
        "<t>=1</t>",
        "<t>两_x000D_\n行</t>",
        '<t xml:space="preserve"> </t>',
    ]
    rows = (
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" s="2"><v>46082</v></c></row>'
        '<row><c t="s"><v>1</v></c><c s="1" t="s"><v>2</v></c><c t="s"><v>3</v></c><c t="s"><v>4</v></c></row>'
        '<row r="5"><c r="B5"><v>8.9900000000000006</v></c><c r="C5" t="e"><v>#N/A</v></c></row>'
    )

    read = read_through_gate(tmp_path, as_a_spreadsheet_saves(strings, rows), "名单.xlsx")

    assert read[:3] == [["", "", ""], ["姓名", "", "2026-03-01"], ["张三", "=1", "两\r\n行"]]
    assert read[3:] == [["", "", ""], ["", "8.99", "#N/A"]]
    assert (type(read[2][0]), type(read[2][1])) == (str, AsText)


@pytest.mark.parametrize(("make", "name"), [(as_xlsx, "名单.xlsx"), (as_csv, "名单.csv")])
def test_five_thousand_rows_are_read_whole(tmp_path, make, name):
    rows = [[f"户{number}", "农户", f"{number % 12}组", str(number)] for number in range(5000)]
    heading = ["户主", "类别", "组", "编号"]

    assert read_through_gate(tmp_path, make(heading, rows), name) == [heading, *rows]


def test_list_may_be_as_long_as_templates_offer_choices():
    assert LAST_ROW == MAX_TABLE_ROWS


def test_child_that_reads_lists_needs_no_django():
    code = "import sys, evidence.intake.tables; print('django' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert said.stdout.split() == ["False"]
