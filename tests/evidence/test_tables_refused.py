"""Lists that are not read: each refusal names the place and says what to do."""

import io
import re
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from evidence.intake import tables
from evidence.intake.faults import Fault
from evidence.intake.limits import MAX_TABLE_BYTES, MAX_TABLE_COLUMNS, MAX_TABLE_ROWS
from evidence.intake.refusals import Refused
from tests.evidence.bad_files import OLE, XLSX, cut, encoded, noise, office, zipped
from tests.evidence.reports_making import make_docx
from tests.evidence.table_making import HEADING, read_here, read_through_gate, saved, sheet_of, workbook

ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le")


def fault(folder, data: bytes, kind: str) -> tuple[str, dict]:
    with pytest.raises(Fault) as caught:
        read_here(folder, data, kind)
    return caught.value.code, caught.value.params


def refusal(folder, data: bytes, name: str) -> Refused:
    with pytest.raises(Refused) as caught:
        read_through_gate(folder, data, name)
    assert "请" in str(caught.value.message)
    return caught.value


def merged(*ranges: str) -> bytes:
    sheet = sheet_of([HEADING, ["张三", ""], ["李四", ""]])
    for cells in ranges:
        sheet.merge_cells(cells)
    return saved(sheet.parent)


def changed_sheet(data: bytes, cell: bytes) -> bytes:
    """The workbook with another first cell."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return zipped(*((name, re.sub(rb"<c r=.*</c>", cell, body)) for name, body in parts))


def sheets(**filled: list) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, row in filled.items():
        book.create_sheet(title).append(row)
    return saved(book)


def test_merged_cells_are_refused_with_the_first_range(tmp_path):
    assert fault(tmp_path, merged("A3:B3", "A1:B1"), "xlsx") == ("table_merged", {"cells": "A1:B1"})


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://192.0.2.1")', ArrayFormula("B3", "=A1:A2")])
def test_formula_is_refused_with_its_cell(tmp_path, formula):
    assert fault(tmp_path, workbook(HEADING, [], ["张三", formula]), "xlsx") == (
        "table_formula",
        {"cell": "B3"},
    )


def test_formula_is_refused_though_its_value_is_stored(tmp_path):
    with_value = changed_sheet(workbook(["here"]), b'<c r="A1"><f>1+1</f><v>2</v></c>')

    assert fault(tmp_path, with_value, "xlsx") == ("table_formula", {"cell": "A1"})


@pytest.mark.parametrize("cell", [b'<c r="A1" t="s"><v>7</v></c>', b"<c r='?'><v>1</v></c>"])
def test_sheet_that_points_nowhere_is_broken(tmp_path, cell):
    assert fault(tmp_path, changed_sheet(workbook(["here"]), cell), "xlsx") == ("broken_document", {})


def test_second_sheet_with_content_is_refused_by_name(tmp_path):
    data = sheets(名单=["张三"], 空=[None], 去年=["李四"], 前年=[1])

    assert fault(tmp_path, data, "xlsx") == ("table_sheets", {"first": "名单", "others": "去年、前年"})


@pytest.mark.parametrize(
    ("kind", "make"),
    [("xlsx", lambda rows: workbook(*rows)), ("csv", lambda rows: "\n".join(map(",".join, rows)).encode())],
)
def test_too_long_and_too_wide_are_refused_with_the_row(tmp_path, kind, make):
    longest = [[str(number)] for number in range(MAX_TABLE_ROWS)]
    widest = ["宽"] * MAX_TABLE_COLUMNS

    assert len(read_here(tmp_path, make(longest), kind)) == MAX_TABLE_ROWS
    assert read_here(tmp_path, make([widest]), kind) == [widest]
    assert fault(tmp_path, make([*longest, ["多"]]), kind) == (
        "table_too_long",
        {"row": 10_001, "limit": 10_000},
    )
    assert fault(tmp_path, make([["窄"], [*widest, "多"]]), kind) == (
        "table_too_wide",
        {"row": 2, "limit": 60},
    )


def test_more_text_than_a_list_has_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_TABLE_TEXT", 5)

    assert fault(tmp_path, "三个字,三个字".encode(), "csv") == ("too_heavy", {})


@pytest.mark.parametrize(
    ("kind", "data"),
    [("csv", b"\xef\xbb\xbf"), ("csv", b" ,\n,, \n"), ("xlsx", workbook()), ("xlsx", workbook([None, " "]))],
)
def test_list_with_nothing_in_it_is_refused(tmp_path, kind, data):
    assert fault(tmp_path, data, kind) == ("table_empty", {})


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)),
        "姓名,类别\n".encode("utf-16"),
        b"a,b\n\x00",
        b"\xff\xff\xff",
        "姓名".encode() + b"\x80",
    ],
)
def test_csv_that_is_no_text_is_refused(tmp_path, data):
    assert fault(tmp_path, data, "csv") == ("table_not_text", {})


@pytest.mark.parametrize(
    "text", ['姓名,备注\n张三,"没有完', '姓名,备注\n"张三"的家,无', '姓名,备注\n张三,"' + "长" * 200_000]
)
def test_quotation_mark_that_does_not_fit_is_refused_with_its_row(tmp_path, text):
    assert fault(tmp_path, text.encode(), "csv") == ("table_quote", {"row": 2})


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("名单.csv", b"", "empty"),
        ("名单.xlsx", b"", "empty"),
        ("名单.csv", b"a" * (MAX_TABLE_BYTES + 1), "too_big"),
        (".csv", b"a,b", "name_bad"),
        ("名单.txt", "姓名,类别".encode(), "table_kind"),
        ("名单.xls", b"<table><tr><td>1</td></tr></table>", "table_kind"),
        ("名单.docx", make_docx("姓名"), "table_kind"),
        ("名单.xls", OLE, "old_office"),
        ("名单.csv", OLE, "old_office"),
        ("名单.xlsx", OLE, "old_office"),
        ("名单.xlsx", ENCRYPTED, "encrypted_document"),
        ("名单.csv", workbook(HEADING), "extension_mismatch"),
        ("名单.xlsm", workbook(HEADING), "extension_mismatch"),
        ("名单.xlsx", make_docx("姓名"), "extension_mismatch"),
        ("名单.csv", encoded(noise((4, 4))), "extension_mismatch"),
        ("名单.csv", b"%PNG\x00\x01", "table_not_text"),
        ("名单.csv", "张三,<svg >\x01".encode(), "table_not_text"),
        ("名单.xlsx", "姓名,类别".encode(), "table_kind"),
        ("名单.xlsx", office(("xl/vbaProject.bin", OLE), main=XLSX), "macro"),
        ("名单.xlsx", cut(workbook(HEADING), 0.7), "broken_document"),
        ("名单.xlsx", office(main=XLSX), "broken_document"),
        ("名单.xlsx", merged("A1:B1"), "table_merged"),
    ],
)
def test_file_that_is_no_list_is_refused_at_the_gate(tmp_path, name, data, code):
    assert refusal(tmp_path, data, name).code == code
    assert [path.name for path in tmp_path.iterdir()] == ["received"]


def test_refusal_tells_the_place(tmp_path):
    message = str(refusal(tmp_path, workbook(HEADING, ["=1", ""]), "名单.xlsx").message)

    assert "A2" in message
