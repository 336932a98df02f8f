"""The lines of a self-check by a category's table: its items, or the role itself where it has none."""

from dataclasses import dataclass

from stars.models import Entry, SelfCheck
from stars.rules.book import Category


@dataclass(frozen=True)
class CheckLine:
    """`key`: of the item or the dimension; `row`: what was answered, None if nothing."""

    key: str
    text: str
    dimension: str
    not_applicable: bool
    row: SelfCheck | None = None

    @property
    def answers(self) -> list[tuple[str, str]]:
        """(value, label); “does not apply” only where the book allows it."""
        left_out = set() if self.not_applicable else {SelfCheck.Answer.NOT_APPLICABLE}
        return [(value, label) for value, label in SelfCheck.Answer.choices if value not in left_out]


def check_lines(table: Category, entry: Entry | None = None) -> list[CheckLine]:
    """In the order of the book; one query where an entry is given."""
    rows = {row.item: row for row in entry.self_checks.all()} if entry else {}
    lines = []
    for dimension in table.dimensions:
        for item in dimension.items:
            told = (item.text, dimension.title, item.not_applicable, rows.get(item.key))
            lines.append(CheckLine(item.key, *told))
        if not dimension.items:
            lines.append(
                CheckLine(dimension.key, dimension.title, dimension.title, False, rows.get(dimension.key))
            )
    return lines
