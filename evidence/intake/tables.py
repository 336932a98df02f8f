"""Reading a list inside the child: the cells of one table as text, written as JSON beside it."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from evidence.intake.faults import Fault
from evidence.intake.limits import MAX_TABLE_COLUMNS, MAX_TABLE_ROWS, MAX_TABLE_TEXT, TABLE_FILE
from evidence.intake.table_book import read_book
from evidence.intake.table_text import read_text

READERS = {"xlsx": read_book, "csv": read_text}
# Row and column count from 1, as a spreadsheet shows them; only cells that hold something.
Cells = Iterable[tuple[int, int, str]]


def run(request: dict) -> dict:
    """Writes the rows into the out folder. A cell whose sign is escaped keeps its apostrophe (stars.lists.signs)."""
    rows = rectangle(within_limits(READERS[request["kind"]](Path(request["path"]))))
    if not rows:
        raise Fault("table_empty")
    text = json.dumps(rows, ensure_ascii=False)
    (Path(request["out"]) / TABLE_FILE).write_text(text, encoding="utf-8")
    return {"rows": len(rows)}


def within_limits(cells: Cells) -> Iterator[tuple[int, int, str]]:
    """Stops at the first cell that is too far down or right, however large the rest may be."""
    left = MAX_TABLE_TEXT
    for row, column, text in cells:
        if row > MAX_TABLE_ROWS:
            raise Fault("table_too_long", row=row, limit=MAX_TABLE_ROWS)
        if column > MAX_TABLE_COLUMNS:
            raise Fault("table_too_wide", row=row, limit=MAX_TABLE_COLUMNS)
        left -= len(text)
        if left < 0:
            raise Fault("too_heavy")
        yield row, column, text


def rectangle(cells: Cells) -> list[list[str]]:
    """From the first row and column to the last ones that hold something; every row is equally long."""
    found = {(row, column): text for row, column, text in cells}
    height = max((row for row, _column in found), default=0)
    width = max((column for _row, column in found), default=0)
    return [[found.get((row, column), "") for column in range(1, width + 1)] for row in range(1, height + 1)]
