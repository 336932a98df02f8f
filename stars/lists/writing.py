"""A table as a file that Excel and WPS open: .csv or .xlsx, every cell as text but numbers."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from stars.lists.signs import SIGN, escaped

BOLD, FAINT = Font(bold=True), PatternFill("solid", fgColor="EEEEEE")
TEXT_FORMAT = "@"
NARROWEST, WIDEST, LOOKED_AT = 8, 40, 200
# As far down as a list may go that is read again, and as long as Excel takes choices that stand in the rule itself.
LAST_ROW, LONGEST_CHOICES = 10_000, 255


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with byte order mark. All is quoted: whichever sign parts the cells elsewhere, here it is the comma."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (headings, *rows):
        writer.writerow([plain(cell) if is_number(cell) else escaped(plain(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    widths: Sequence[int] | None = None,
    notes: Sequence[str] = (),
    choices: Mapping[str, Sequence[str]] | None = None,
    faint: int = 0,
) -> bytes:
    """One sheet: each of the `notes` on a line of its own, the heading that stays in view, the rows.

    `widths` in characters, in the order of the headings; without them the content decides. `choices` are offered in
    the column of that heading, unless they are too long for it. The first `faint` rows are shaded as examples.
    """
    book, rows = Workbook(), [list(row) for row in rows]
    sheet, at = book.active, len(notes) + 1
    for number, row in enumerate([*([note] for note in notes), list(headings), *rows], 1):
        write_row(sheet, number, row)
    mark_rows(sheet, at, faint)
    lay_out(sheet, widths or fitting_widths(headings, rows), rows)
    for heading, offered in (choices or {}).items():
        offer(sheet, list(headings).index(heading) + 1, at + 1, offered)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def mark_rows(sheet: Worksheet, heading: int, faint: int) -> None:
    sheet.freeze_panes = f"A{heading + 1}"
    for cell in sheet[heading]:
        cell.font = BOLD
    for number in range(heading + 1, heading + faint + 1):
        for cell in sheet[number]:
            cell.fill = FAINT


def is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def plain(value: object) -> str:
    """The text of a cell, without the control characters that no such file may hold."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else ILLEGAL_CHARACTERS_RE.sub("", str(value))


def write_row(sheet: Worksheet, number: int, row: Sequence[object]) -> None:
    for column, value in enumerate(row, 1):
        if is_number(value):
            sheet.cell(number, column, value)
        elif text := plain(value):
            write_text(sheet.cell(number, column), text)


def write_text(cell: Cell, text: str) -> None:
    """As a string and in the text format, or editing the cell would turn 001 into 1 and 3-1 into a date."""
    cell.value = text
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    if SIGN.match(text):
        cell.quotePrefix = True


def lay_out(sheet: Worksheet, widths: Sequence[int], rows: Sequence[Sequence[object]]) -> None:
    """Widths, and the text format for cells that are still to be filled."""
    for column, width in enumerate(widths, 1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = width
        if not any(is_number(row[column - 1]) for row in rows if len(row) >= column):
            dimension.number_format = TEXT_FORMAT


def fitting_widths(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> list[int]:
    shown = [list(headings), *rows[:LOOKED_AT]]
    widest = [
        max((shown_width(plain(row[column])) for row in shown if len(row) > column), default=0)
        for column in range(len(headings))
    ]
    return [min(max(width + 2, NARROWEST), WIDEST) for width in widest]


def shown_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def offer(sheet: Worksheet, column: int, first_row: int, offered: Sequence[str]) -> None:
    joined = ",".join(offered)
    if not offered or len(joined) > LONGEST_CHOICES or any("," in one for one in offered):
        return
    rule = DataValidation(type="list", formula1='"{}"'.format(joined.replace('"', '""')), allow_blank=True)
    rule.showErrorMessage = True
    letter = get_column_letter(column)
    rule.add(f"{letter}{first_row}:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)
