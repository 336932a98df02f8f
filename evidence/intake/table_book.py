"""A list saved as .xlsx: its one sheet, cell by cell as a stream. Runs in the child only."""

import datetime
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

# Not public, but the only one that streams and tells formulas and merged cells; the version is pinned.
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.merge import MergeCells

from evidence.intake.faults import Fault
from stars.lists.signs import escaped

# Excel works with so many digits; what a double has beyond them is noise.
DIGITS = 15
BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    ET.ParseError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
)


def read_book(path: Path) -> Iterator[tuple[int, int, str]]:
    """(row, column, text) of each cell that is not blank, of the one visible sheet that holds anything."""
    try:
        # Opened here: openpyxl would go by the ending, and received files have none.
        with path.open("rb") as file, closing(load_workbook(file, read_only=True, keep_links=False)) as book:
            sheet = the_sheet(book)
            if sheet is not None:
                yield from cells_of(book, sheet)
    except BROKEN as error:
        raise Fault("broken_document") from error


def the_sheet(book: Workbook) -> ReadOnlyWorksheet | None:
    """The first visible one; what is hidden is not part of a list. Anything in a second one is refused."""
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise Fault("broken_document")
    filled = [sheet for sheet in visible if holds_anything(book, sheet)]
    if len(filled) > 1:
        others = "、".join(sheet.title for sheet in filled[1:])
        raise Fault("table_sheets", first=filled[0].title, others=others)
    return filled[0] if filled else None


def cells_of(book: Workbook, sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, int, str]]:
    with parsing(book, sheet) as parser:
        for cell in filled_cells(parser):
            if cell["data_type"] == "f":
                raise Fault("table_formula", cell=f"{get_column_letter(cell['column'])}{cell['row']}")
            yield cell["row"], cell["column"], text_of(book, cell)
        # They stand behind the cells in the file.
        refuse_merged(parser.merged_cells)


def holds_anything(book: Workbook, sheet: ReadOnlyWorksheet) -> bool:
    with parsing(book, sheet) as parser:
        return any(True for _cell in filled_cells(parser))


def filled_cells(parser: WorkSheetParser) -> Iterator[dict]:
    return (cell for _number, row in parser.parse() for cell in row if is_filled(cell))


@contextmanager
def parsing(book: Workbook, sheet: ReadOnlyWorksheet) -> Iterator[WorkSheetParser]:
    with sheet._get_source() as source:
        yield WorkSheetParser(
            source,
            sheet._shared_strings,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )


def is_filled(cell: dict) -> bool:
    value = cell["value"]
    return bool(value.strip()) if isinstance(value, str) else value is not None


def refuse_merged(merged: MergeCells | None) -> None:
    """Names the range that a reader meets first."""
    ranges = sorted((CellRange(one.ref) for one in merged.mergeCell), key=place) if merged else []
    if ranges:
        raise Fault("table_merged", cells=ranges[0].coord)


def place(cells: CellRange) -> tuple[int, int]:
    return cells.min_row, cells.min_col


def text_of(book: Workbook, cell: dict) -> str:
    value = cell["value"]
    if isinstance(value, str):
        text = value.replace("_x000D_", "\r")
        return escaped(text) if book._cell_styles[cell["style_id"]].quotePrefix else text
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d}" if value.time() == datetime.time.min else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return format(Decimal(f"{value:.{DIGITS}g}"), "f")
    return str(value)
