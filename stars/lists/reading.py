"""A table becomes rows by its headings. Everything that is wrong with it is told together, each with its place."""

import re
from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter

from stars.lists.headings import Headings, find_headings, heading_problems
from stars.lists.model import CellError, Column, ListRead, ListRow, RowProblem, Table
from stars.lists.signs import unescaped, would_calculate

EXAMPLE = re.compile(r"\s*(示例|例|example)\s*([:：].*)?", re.IGNORECASE | re.DOTALL)
# What a formula that failed leaves behind when it is pasted as a value.
FAILED = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
LONGEST_FOUND = 40


def read_list(table: Table, columns: Sequence[Column]) -> ListRead:
    """Titles above the headings, empty rows and examples (例：…) are passed over. Never raises for what is in a list."""
    headings = find_headings(table, columns)
    wrong = heading_problems(headings)
    if wrong:
        return ListRead(problems=tuple(wrong))
    rows, problems = [], unnamed_cells(headings, table)
    for number, cells in rows_below(headings, table):
        values, found = read_row(headings, number, cells)
        problems += found
        if not found:
            rows.append(ListRow(number, values))
    if not rows and not problems:
        problems.append(RowProblem(headings.row, headings.texts[0], "no_rows", letter="A"))
    return ListRead(tuple(rows), tuple(sorted(problems, key=lambda problem: problem.row)))


def rows_below(headings: Headings, table: Table) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row that says something and is no example."""
    for number, row in enumerate(table[headings.row :], headings.row + 1):
        cells = [unescaped(cell) for cell in row] + [""] * (len(headings.texts) - len(row))
        first = next((cell for cell in cells if cell.strip()), None)
        if first is not None and not EXAMPLE.fullmatch(first):
            yield number, cells


def unnamed_cells(headings: Headings, table: Table) -> list[RowProblem]:
    """The first cell in each column that has no heading."""
    named, found = headings.placed, {}
    for number, cells in rows_below(headings, table):
        for at, cell in enumerate(cells):
            if cell.strip() and at not in named:
                problem = RowProblem(
                    number, "", "no_heading_above", shortened(cell), get_column_letter(at + 1)
                )
                found.setdefault(at, problem)
    return list(found.values())


def read_row(headings: Headings, number: int, cells: Sequence[str]) -> tuple[dict, list[RowProblem]]:
    values = {column.key: column.empty for column in headings.columns}
    problems = []
    for at, column in headings.placed.items():
        try:
            values[column.key] = read_cell(column, cells[at])
        except CellError as error:
            place = {"column": column.names[0], "letter": get_column_letter(at + 1)}
            found = shortened(cells[at])
            problems.append(
                RowProblem(number, code=error.code, found=found, expected=error.expected, **place)
            )
    return values, problems


def read_cell(column: Column, cell: str) -> object:
    text = cell.strip()
    if would_calculate(cell):
        raise CellError("sign")
    if text.upper() in FAILED:
        raise CellError("failed_formula")
    if text:
        return column.clean(text)
    if column.required:
        raise CellError("missing")
    return column.empty


def shortened(cell: str) -> str:
    text = " ".join(cell.split())
    return text if len(text) <= LONGEST_FOUND else text[: LONGEST_FOUND - 1] + "…"
