"""Points typed on the pages of who scores: one row of cells an entry, refused rows with what is wrong in which cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from stars.errors import Refusal
from stars.panel_errors import PointsRefused, ScoredMeanwhile
from stars.points import exact
from stars.queries.scores import MyScore
from stars.rules.book import Category, Dimension
from stars.rules.scoring import ScoreLine

Typed = Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    line: ScoreLine
    name: str
    value: str
    error: str

    @property
    def most(self) -> str:
        return exact(str(self.line.points))


@dataclass(frozen=True)
class ScoreRow:
    """One entry on the page. `refusal`: why its points were not saved; `stands`: what another tab saved meanwhile."""

    mine: MyScore
    cells: list[Cell]
    version: str
    refusal: Refusal | None = None

    @property
    def stands(self) -> list[tuple[ScoreLine, str]]:
        if not isinstance(self.refusal, ScoredMeanwhile):
            return []
        return [(cell.line, self.refusal.points.get(cell.line.key, "")) for cell in self.cells]

    @property
    def said(self) -> str:
        """What is wrong with the row as a whole."""
        return "" if self.refusal is None or isinstance(self.refusal, PointsRefused) else self.refusal.message

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """(field, what it is, what is wrong) for the list on top of the page."""
        label = self.mine.entry.subject.label
        if self.said:
            return [(self.cells[0].name, label, str(self.said))]
        return [(name, f"{label}，{title}", why) for name, title, why in self.faults]

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        return [(cell.name, cell.line.title, cell.error) for cell in self.cells if cell.error]


def field_name(entry_id: int, line: str) -> str:
    return f"p-{entry_id}-{line}"


def points_typed(data: Typed, entry_id: int) -> dict[str, str]:
    """Line → what was typed, unknown lines too: the step refuses them."""
    start = field_name(entry_id, "")
    return {name.removeprefix(start): text for name, text in data.items() if name.startswith(start)}


def score_row(lines, mine: MyScore, typed: Typed, refusal: Refusal | None = None) -> ScoreRow:
    """What is typed and not saved goes before what is stored."""
    found = points_typed(typed, mine.entry.pk)
    stored = mine.score.points if mine.score else {}
    wrong = refusal.problems if isinstance(refusal, PointsRefused) else {}
    cells = [
        Cell(
            line,
            field_name(mine.entry.pk, line.key),
            found.get(line.key, stored.get(line.key, "")),
            wrong.get(line.key, ""),
        )
        for line in lines
    ]
    version = (
        str(refusal.version) if isinstance(refusal, ScoredMeanwhile) else typed.get(f"v-{mine.entry.pk}")
    )
    return ScoreRow(mine, cells, version or str(mine.version), refusal)


def refused_fields(data: Typed, refused: Mapping[int, Refusal]) -> dict[str, list[str]]:
    """The fields of the rows that were not saved, for the session; their versions are those that stand now."""
    kept = {}
    for entry_id, refusal in refused.items():
        points = points_typed(data, entry_id)
        kept |= {field_name(entry_id, line): [text] for line, text in points.items()}
        version = refusal.version if isinstance(refusal, ScoredMeanwhile) else data.get(f"v-{entry_id}", "0")
        kept[f"v-{entry_id}"] = [str(version)]
    return kept


@dataclass(frozen=True)
class RoleCells:
    """The cells of one role; `notes`: what the book says of it where it is scored as a whole."""

    title: str
    most: str
    notes: list[str]
    cells: list[Cell]


def by_role(category: Category, cells: list[Cell]) -> list[RoleCells]:
    """A score for the table as a whole stands under no role."""
    if all(cell.line.role is None for cell in cells):
        return [RoleCells("", "", [told(one) for one in category.dimensions], cells)]
    inside = [(one, [cell for cell in cells if cell.line.role == one.key]) for one in category.dimensions]
    return [
        RoleCells(one.title, exact(str(one.points)), notes_of(one, found), found)
        for one, found in inside
        if found
    ]


def notes_of(role: Dimension, cells: list[Cell]) -> list[str]:
    return [item.text for item in role.items] if cells[0].line.key == role.key else []


def told(role: Dimension) -> str:
    items = "；".join(item.text for item in role.items)
    return f"{role.title}：{items}" if items else role.title
