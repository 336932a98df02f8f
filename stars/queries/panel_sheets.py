"""The blank sheet on which one seat of the leading group notes its points by hand."""

from dataclasses import dataclass
from decimal import Decimal

from stars.models import Entry, PanelSeat, Round
from stars.queries.entries import entries_to_rate
from stars.queries.own import own_subjects
from stars.rules.book import Category
from stars.rules.scoring import TABLE_POINTS, ScoreLine, score_lines

MANY = 10  # columns that fit on a page held upright


@dataclass(frozen=True)
class SheetRole:
    """One role with its numbered lines; `title` is empty where the table is scored as a whole."""

    title: str
    points: Decimal
    lines: list[tuple[int, ScoreLine]]

    @property
    def by_items(self) -> bool:
        return len(self.lines) > 1 or self.lines[0][1].title != self.title


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
    """The lines that are scored on screen, in the same order, numbered through."""
    lines: dict[str | None, list[tuple[int, ScoreLine]]] = {}
    for number, line in enumerate(score_lines(category), start=1):
        lines.setdefault(line.role, []).append((number, line))
    wholes = {dimension.key: dimension for dimension in category.dimensions}
    return [
        SheetRole(wholes[key].title, wholes[key].points or Decimal(0), found)
        if key
        else SheetRole("", TABLE_POINTS, found)
        for key, found in lines.items()
    ]
