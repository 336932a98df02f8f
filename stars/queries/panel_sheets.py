"""The blank sheet on which one seat of the leading group notes its points by hand."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import count, groupby

from stars.models import Entry, PanelSeat, Round
from stars.queries.entries import entries_to_rate
from stars.queries.own import own_subjects
from stars.rules.book import Category
from stars.rules.scoring import TABLE_POINTS, WHOLE, ScoreLine, score_lines

MANY = 10  # columns that fit on a page held upright


@dataclass(frozen=True)
class SheetRole:
    """One role with its lines; those that are items are numbered through. `title` is empty where the table is scored
    as a whole."""

    title: str
    points: Decimal
    lines: list[tuple[int | None, ScoreLine]]

    @property
    def by_items(self) -> bool:
        return self.lines[0][0] is not None


@dataclass(frozen=True)
class PanelSheet:
    """`rows`: entries in the order of the list, and whether each is the seat's own, which it does not score."""

    seat: PanelSeat
    category: Category
    roles: list[SheetRole]
    rows: list[tuple[Entry, bool]]

    @property
    def columns(self) -> int:
        return sum(len(role.lines) for role in self.roles)

    @property
    def is_wide(self) -> bool:
        return self.columns > MANY


def panel_sheet(round: Round, seat: PanelSeat, category: Category) -> PanelSheet:
    """Three queries. `seat` with its user."""
    own = own_subjects(seat.user, round.organiser)
    entries = entries_to_rate(round, category.key)
    return PanelSheet(
        seat, category, sheet_roles(category), [(entry, entry.subject_id in own) for entry in entries]
    )


def sheet_roles(category: Category) -> list[SheetRole]:
    """The lines that are scored on screen, in the same order."""
    numbers, found = count(1), []
    for key, lines in groupby(score_lines(category), key=lambda line: line.role):
        whole = next((one for one in category.dimensions if one.key == key), None)
        title, points = (whole.title, whole.points or Decimal(0)) if whole else ("", TABLE_POINTS)
        numbered = [(None if line.key in (key, WHOLE) else next(numbers), line) for line in lines]
        found.append(SheetRole(title, points, numbered))
    return found
