"""A table of scores, as people keep it, becomes what the engine rates. Every refusal names row and column."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from fractions import Fraction

from stars.rules.book import Category
from stars.rules.rating import Rated

NUMBER = re.compile(r"\d{1,9}(\.\d{1,30})?")
FLAGS = ("previous", "lifetime", "ineligible")


class TableError(ValueError):
    """`row` counts from 1, the heading included; `column` is its name; `code` is stable."""

    def __init__(self, row: int, column: str, code: str, found: str = ""):
        self.row, self.column, self.code, self.found = row, column, code, found
        super().__init__(f"row {row}, column {column}: {code} {found}".rstrip())


def read_scores(rows: Iterable[Sequence[str]], category: Category) -> list[Rated]:
    """`rows`: the heading and then one row a subject, cells as text. Empty rows are passed over."""
    numbered = [(at, [clean(cell) for cell in row]) for at, row in enumerate(rows, 1)]
    filled = [(at, row) for at, row in numbered if any(row)]
    if not filled:
        raise TableError(1, "subject", "empty_table")
    at, heading = filled[0]
    sources = check_heading(at, heading, category)
    entries: list[Rated] = []
    seen: set[str] = set()
    for at, row in filled[1:]:
        if len(row) > len(heading) and any(row[len(heading) :]):
            raise TableError(at, str(len(heading) + 1), "cell_without_heading")
        cells = dict(zip(heading, [*row, *[""] * len(heading)], strict=False))
        entries.append(read_row(at, cells, sources, category))
        if entries[-1].subject in seen:
            raise TableError(at, "subject", "duplicate_subject", entries[-1].subject)
        seen.add(entries[-1].subject)
    return entries


def clean(cell: str) -> str:
    """Without blanks at its ends and with ordinary digits for full-width ones."""
    return unicodedata.normalize("NFKC", cell).strip().lstrip("\ufeff")


def check_heading(at: int, heading: Sequence[str], category: Category) -> tuple[str, ...]:
    """The columns that hold scores: `score`, or one a source."""
    sources = tuple(source.key for source in category.sources)
    known = {"subject", "score", *sources, *FLAGS}
    for column in heading:
        if column not in known:
            raise TableError(at, column or "?", "unknown_column")
        if list(heading).count(column) > 1:
            raise TableError(at, column, "column_twice")
    if "subject" not in heading:
        raise TableError(at, "subject", "column_missing")
    wanted = ("score",) if "score" in heading else sources
    for column in wanted or ("score",):
        if column not in heading:
            raise TableError(at, column, "column_missing")
    for column in set(heading) & set(sources) if wanted == ("score",) else ():
        raise TableError(at, column, "score_and_sources")
    if wanted != ("score",) and any(source.weight is None for source in category.sources):
        raise TableError(at, wanted[0], "weights_not_stated")
    return wanted


def read_row(at: int, cells: dict[str, str], sources: Sequence[str], category: Category) -> Rated:
    if not cells["subject"]:
        raise TableError(at, "subject", "subject_missing")
    clause = cells.get("ineligible", "")
    if clause and category.grounds and clause not in {ground.clause for ground in category.grounds}:
        raise TableError(at, "ineligible", "unknown_clause", clause)
    return Rated(
        subject=cells["subject"],
        scores={column: read_score(at, column, cells[column]) for column in sources},
        previous=read_previous(at, cells.get("previous", "")),
        lifetime=read_flag(at, "lifetime", cells.get("lifetime", "")),
        ineligible=clause,
    )


def read_score(at: int, column: str, cell: str) -> Fraction:
    if not cell:
        raise TableError(at, column, "score_missing")
    if re.fullmatch(r"[-−]\s*" + NUMBER.pattern, cell):
        raise TableError(at, column, "negative", cell)
    if not NUMBER.fullmatch(cell):
        raise TableError(at, column, "not_a_number", cell)
    value = Fraction(cell)
    if value > 100:
        raise TableError(at, column, "above_100", cell)
    return value


def read_previous(at: int, cell: str) -> int | None:
    if cell and cell not in set("012345"):
        raise TableError(at, "previous", "not_a_level", cell)
    return int(cell) if cell else None


def read_flag(at: int, column: str, cell: str) -> bool:
    if cell not in ("", "1"):
        raise TableError(at, column, "not_a_flag", cell)
    return cell == "1"
