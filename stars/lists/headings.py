"""Which row of a table holds the headings, and which column each of them names."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils import get_column_letter

from stars.lists.model import Column, RowProblem, Table

# Stands behind the heading of a column that must be filled.
REQUIRED_MARK = "*"


@dataclass(frozen=True)
class Headings:
    """`row` as a spreadsheet shows it (0 where there is none), `texts` as they stand there."""

    row: int
    texts: tuple[str, ...]
    columns: Sequence[Column]

    @cached_property
    def placed(self) -> dict[int, Column]:
        """Index in the row → column."""
        known = {plain_heading(name): column for column in self.columns for name in column.names}
        found = {at: known.get(plain_heading(text)) for at, text in enumerate(self.texts)}
        return {at: column for at, column in found.items() if column}


def find_headings(table: Table, columns: Sequence[Column]) -> Headings:
    """The first row that is not empty. Titles are passed over: rows of a single cell that names no column."""
    for row, texts in enumerate(table, 1):
        headings = Headings(row, tuple(texts), columns)
        if sum(bool(text.strip()) for text in texts) > 1 or headings.placed:
            return headings
    return Headings(0, (), columns)


def heading_problems(headings: Headings) -> list[RowProblem]:
    """All that is unknown, there twice, or missing; only that there are no headings where not one is known."""
    wanted = "、".join(column.names[0] for column in headings.columns)
    placed = headings.placed
    if not placed:
        return [RowProblem(headings.row or 1, "", "no_headings", letter="A", expected=wanted)]
    problems = []
    for at, text in enumerate(headings.texts):
        code = ""
        if text.strip() and at not in placed:
            code = "unknown_heading"
        elif at in placed and placed[at] in [placed.get(before) for before in range(at)]:
            code = "heading_twice"
        if code:
            letter = get_column_letter(at + 1)
            problems.append(RowProblem(headings.row, text.strip(), code, text.strip(), letter, wanted))
    missing = [column for column in headings.columns if column.required and column not in placed.values()]
    return problems + [
        RowProblem(headings.row, column.names[0], "heading_missing", expected="、".join(column.names))
        for column in missing
    ]


def plain_heading(text: str) -> str:
    """Blanks, width and case of letters do not count, nor does the mark of what must be filled."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(REQUIRED_MARK)
