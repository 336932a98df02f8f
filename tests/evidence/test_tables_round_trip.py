"""What leaves as a list comes back as it was, and nothing in it is ever calculated."""

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from stars.lists.model import Column
from stars.lists.reading import read_list
from stars.lists.template import template_xlsx
from stars.lists.writing import as_csv, as_xlsx
from tests.evidence.table_making import read_here, read_through_gate, saved, sheet_of

DANGEROUS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "-", "--", "=", "＝1", "＋1", "－1", "＠a"),
    *(" =1", "\t=1", "\r=1", "\n=1", "\u3000＝1", "\u00a0=1", "\ufeff=1", " \r\n\t+1"),
    *("'=1", "''-1", "' =1"),
]
PLAIN = [
    "张三",
    "O'Hara",
    "'张三'",
    "'",
    "a=b",
    "12",
    "001",
    "1-2",
    "甲,乙;丙\t丁",
    '他说"好"',
    "两\n行",
    " 空 ",
    "！=",
    "–1",
]
HEADING = ["姓名", "备注"]
WAYS = pytest.mark.parametrize(("make", "kind"), [(as_csv, "csv"), (as_xlsx, "xlsx")])


@WAYS
@pytest.mark.parametrize("text", [*DANGEROUS, *PLAIN])
def test_every_text_comes_back_as_it_was(tmp_path, make, kind, text):
    table = [HEADING, [text, "末"], ["末", text]]

    assert read_here(tmp_path, make(table[0], table[1:]), kind) == table


@WAYS
def test_all_of_them_come_back_through_gate_and_headings(tmp_path, make, kind):
    texts = [text for text in [*DANGEROUS, *PLAIN] if text == text.strip()]
    columns = (Column("name", ("姓名",)), Column("note", ("备注",)))

    read = read_list(
        read_through_gate(tmp_path, make(HEADING, [[text, "末"] for text in texts]), f"名单.{kind}"), columns
    )

    assert read.problems == ()
    assert [row.values["name"] for row in read.rows] == texts


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_begins_with_a_sign(text):
    cells = next(csv.reader(io.StringIO(as_csv([text], []).decode("utf-8-sig"), newline="")))

    assert cells == [f"'{text}"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_workbook_is_a_formula(text):
    cell = load_workbook(io.BytesIO(as_xlsx([text], []))).active["A1"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@WAYS
def test_numbers_leave_as_numbers(tmp_path, make, kind):
    data = make(["分"], [[Decimal("-5.5")], [12], [Decimal("1E+3")], [None]])

    assert read_here(tmp_path, data, kind) == [["分"], ["-5.5"], ["12"], ["1000"]]
    assert b"'" not in as_csv(["分"], [[-3]])


@WAYS
def test_control_characters_are_left_out_and_hide_no_sign(tmp_path, make, kind):
    data = make(["甲"], [["张\x00三\x1b"], ["\x01=1"]])

    assert read_here(tmp_path, data, kind) == [["甲"], ["张三"], ["=1"]]


def test_apostrophe_that_a_spreadsheet_kept_from_a_csv_goes(tmp_path):
    """Excel shows it when it opens our .csv, and saves it into an .xlsx as part of the text."""
    sheet = sheet_of([["甲"], ["'=1"]])

    assert read_here(tmp_path, saved(sheet.parent), "xlsx") == [["甲"], ["=1"]]


def test_template_is_read_as_a_list_without_rows(tmp_path):
    columns = (
        Column("name", ("姓名", "name"), required=True),
        Column("kind", ("类别", "category"), choices=("村干部", "农户")),
    )
    data = template_xlsx(columns, title="参评对象", examples=[{"name": "王小明", "kind": "农户"}])

    read = read_list(read_through_gate(tmp_path, data, "模板.xlsx"), columns)

    assert [problem.code for problem in read.problems] == ["no_rows"]
