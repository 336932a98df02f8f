"""What a counter's sheet holds and lacks, and what he may see of the other's."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from stars.models import Entry, Meeting, TallySheet
from stars.queries.entries import BY_SUBJECT
from stars.rules.book import Category
from stars.tallying import BLANK, HANDS, Differences, Faults, Head, differences, sheet_faults

PART = 100  # rows a page: what a phone can bear, and a form may have fields


@dataclass(frozen=True)
class Column:
    """One thing that is counted for an entry. `title`: the book's; empty for blanks and hands, which screens name."""

    key: str
    title: str

    @property
    def is_blank(self) -> bool:
        return self.key == BLANK


def columns_for(meeting: Meeting, category: Category) -> list[Column]:
    if meeting.mode == Meeting.Mode.HANDS:
        return [Column(HANDS, "")]
    return [*(Column(one.key, one.title) for one in category.ballot), Column(BLANK, "")]


def head_of(sheet: TallySheet) -> Head:
    return Head(sheet.issued, sheet.returned, sheet.void_ballots, sheet.recounted)


def tallied(counts: Mapping[str, Mapping[str, int]]) -> dict[int, dict[str, int]]:
    """A sheet's rows as they lie in the database, by entry."""
    return {int(entry): dict(row) for entry, row in counts.items()}


def counted_entries(meeting: Meeting) -> QuerySet[Entry]:
    """Who has a row: everybody on the ballot, or those nominated for a show of hands."""
    nominees = meeting.mode == Meeting.Mode.HANDS
    return meeting.nominated.all() if nominees else meeting.entries.all()


def row_options(meeting: Meeting) -> dict[int, frozenset[str]]:
    """Entry → the keys that its row may have; one query."""
    categories = meeting.round.version.book.categories
    keys = {
        key: frozenset(column.key for column in columns_for(meeting, category))
        for key, category in categories.items()
    }
    rows = counted_entries(meeting).values_list("pk", "subject__category")
    return {entry: keys[category] for entry, category in rows}


@dataclass(frozen=True)
class Cell:
    """`value` and `other` are None where nothing was entered; `other` only once both sheets were compared."""

    column: Column
    value: int | None
    other: int | None = None
    differs: bool = False


@dataclass(frozen=True)
class SheetRow:
    """`off`: marks and blanks too many (below zero: missing) against the valid ballots; 0 where nothing is said."""

    entry: Entry
    cells: list[Cell]
    off: int = 0

    @property
    def missing(self) -> int:
        return -self.off


@dataclass(frozen=True)
class SheetPage:
    """One counter's sheet. `rows` are those of this part; `faulty` those of all parts that do not add up."""

    meeting: Meeting
    sheet: TallySheet | None
    other: TallySheet | None
    part: int
    parts: int
    rows: list[SheetRow]
    faulty: list[tuple[int, SheetRow]]
    faults: Faults
    apart: Differences
    size: int

    @property
    def first(self) -> int:
        """The number of the first row of this part."""
        return (self.part - 1) * PART + 1

    @property
    def fits(self) -> bool:
        return self.sheet is not None and not self.faults

    @property
    def valid(self) -> int | None:
        return head_of(self.sheet).valid if self.sheet else None


def sheet_page(user, meeting: Meeting, part: int = 1) -> SheetPage:
    """Two or three queries. After a comparison only the rows that differ or do not add up are asked for."""
    sheets = list(meeting.sheets.all())
    own = next((sheet for sheet in sheets if sheet.counter_id == user.pk), None)
    other = next((sheet for sheet in sheets if own and own.compared and sheet is not own), None)
    entries = list(counted_entries(meeting).select_related("subject").order_by(*BY_SUBJECT))
    size, faults, apart = len(entries), _faults(meeting, own, entries), _apart(own, other)
    if other and not own.confirmed:
        entries = [entry for entry in entries if entry.pk in apart.rows or entry.pk in faults.rows]
    rows = [_row(meeting, entry, own, other, faults, apart) for entry in entries]
    parts = max(1, -(-len(rows) // PART))
    part = min(max(part, 1), parts)
    faulty = [(1 + place // PART, row) for place, row in enumerate(rows) if row.off]
    here = rows[(part - 1) * PART : part * PART]
    return SheetPage(meeting, own, other, part, parts, here, faulty, faults, apart, size)


def _faults(meeting: Meeting, own: TallySheet | None, entries: list[Entry]) -> Faults:
    if own is None:
        return Faults("", {})
    hands = meeting.mode == Meeting.Mode.HANDS
    return sheet_faults(head_of(own), tallied(own.counts), [entry.pk for entry in entries], hands=hands)


def _apart(own: TallySheet | None, other: TallySheet | None) -> Differences:
    if own is None or other is None:
        return Differences(False, {})
    return differences((head_of(own), tallied(own.counts)), (head_of(other), tallied(other.counts)))


def _row(meeting, entry: Entry, own, other, faults: Faults, apart: Differences) -> SheetRow:
    here = own.counts.get(str(entry.pk), {}) if own else {}
    there = other.counts.get(str(entry.pk), {}) if other else {}
    category = meeting.round.version.book.categories[entry.subject.category]
    differing = apart.rows.get(entry.pk, frozenset())
    cells = [
        Cell(one, here.get(one.key), there.get(one.key, 0) if other else None, one.key in differing)
        for one in columns_for(meeting, category)
    ]
    return SheetRow(entry, cells, faults.rows.get(entry.pk, 0))
