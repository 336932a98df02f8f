"""The leading group at work: how far it is, entry by entry and seat by seat."""

from collections import defaultdict
from dataclasses import dataclass

from stars.models import Entry, PanelScore, PanelSeat, Round
from stars.queries.entries import entries_to_rate
from stars.queries.group import Group, group_of
from stars.rules.book import Category


@dataclass(frozen=True)
class SeatRow:
    """One seat: of `due` entries it may score, `given` are scored; an excused seat has nothing missing."""

    seat: PanelSeat
    given: int
    due: int
    missing: list[Entry]


@dataclass(frozen=True)
class CategoryRow:
    """One category: `complete` entries have every score; `mine` of `my_due` are the reader's own points."""

    category: Category
    entries: int
    complete: int
    mine: int
    my_due: int

    @property
    def is_complete(self) -> bool:
        return self.complete == self.entries


@dataclass(frozen=True)
class PanelPage:
    seats: list[SeatRow]
    categories: list[CategoryRow]
    my_seat: PanelSeat | None

    @property
    def next_category(self) -> CategoryRow | None:
        """Where the reader still has points to give."""
        return next((row for row in self.categories if row.mine < row.my_due), None)

    @property
    def is_complete(self) -> bool:
        return bool(self.categories) and all(row.is_complete for row in self.categories)


def panel_page(user, round: Round) -> PanelPage:
    """One query a category of the book, and four."""
    group = group_of(round)
    scored = scored_by(round)
    entries = {key: list(entries_to_rate(round, key)) for key in round.version.book.categories}
    mine = next((seat for seat in group.seats if seat.user_id == user.pk), None)
    rows = [
        category_row(round.version.book.categories[key], found, group, scored, mine)
        for key, found in entries.items()
        if found
    ]
    everybody = [entry for found in entries.values() for entry in found]
    return PanelPage([seat_row(seat, everybody, group, scored) for seat in group.seats], rows, mine)


def scored_by(round: Round) -> dict[int, set[int]]:
    """Entry → users who scored it."""
    found: dict[int, set[int]] = defaultdict(set)
    for entry, scorer in PanelScore.objects.filter(entry__round=round).values_list("entry_id", "scorer_id"):
        found[entry].add(scorer)
    return found


def category_row(
    category: Category,
    entries: list[Entry],
    group: Group,
    scored: dict[int, set[int]],
    mine: PanelSeat | None,
) -> CategoryRow:
    complete = sum(is_complete(group, entry, scored.get(entry.pk, set())) for entry in entries)
    due = [entry for entry in entries if mine in group.scorers_of(entry)] if mine else []
    given = sum(mine.user_id in scored.get(entry.pk, set()) for entry in due) if mine else 0
    return CategoryRow(category, len(entries), complete, given, len(due))


def is_complete(group: Group, entry: Entry, scored: set[int]) -> bool:
    """Every seat that has to score did, and there is a score at all."""
    able = {seat.user_id for seat in group.scorers_of(entry)}
    return bool(able & scored) and not group.missing(entry, scored)


def seat_row(seat: PanelSeat, entries: list[Entry], group: Group, scored: dict[int, set[int]]) -> SeatRow:
    due = [entry for entry in entries if seat in group.scorers_of(entry)]
    given = [entry for entry in due if seat.user_id in scored.get(entry.pk, set())]
    missing = [entry for entry in due if seat in group.missing(entry, scored.get(entry.pk, set()))]
    return SeatRow(seat, len(given), len(due), missing)
