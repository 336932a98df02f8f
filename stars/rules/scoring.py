"""What a member of the leading group scores, line by line, and what his lines come to.

Where parts exceed the whole, the whole is the ceiling: a role never counts more than its points, the table never more
than 100.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from stars.rules.book import Category, Dimension
from stars.rules.rating import RatingError

WHOLE = "whole"
TABLE_POINTS = Decimal(100)


@dataclass(frozen=True)
class ScoreLine:
    """A line to fill with up to `points`; `role` is the key of its dimension, None for the table as a whole."""

    key: str
    title: str
    points: Decimal
    role: str | None = None
    article: str | None = None


@dataclass(frozen=True)
class Spread:
    """How far the scorers lie apart."""

    lowest: Fraction
    highest: Fraction

    @property
    def width(self) -> Fraction:
        return self.highest - self.lowest


def score_lines(category: Category) -> tuple[ScoreLine, ...]:
    """Item by item where the book has points for them, else role by role, else the table as a whole."""
    if any(dimension.points is None for dimension in category.dimensions) or not category.dimensions:
        return (ScoreLine(WHOLE, category.title, TABLE_POINTS, None, category.articles.points),)
    return tuple(line for dimension in category.dimensions for line in lines_of(dimension))


def lines_of(dimension: Dimension) -> Iterator[ScoreLine]:
    parts = [item for item in dimension.items if item.points is not None]
    for item in parts:
        yield ScoreLine(item.key, item.text, item.points or Decimal(0), dimension.key, item.article)
    if not parts:
        points = dimension.points or Decimal(0)
        yield ScoreLine(dimension.key, dimension.title, points, dimension.key, dimension.article)


def panel_total(category: Category, points: Mapping[str, Fraction]) -> Fraction:
    """One scorer's total out of 100. Raises RatingError with the line at fault."""
    lines = score_lines(category)
    refuse_lines(lines, points)
    wholes = {dimension.key: dimension.points for dimension in category.dimensions}
    total = Fraction(0)
    for role in dict.fromkeys(line.role for line in lines):
        found = sum((points[line.key] for line in lines if line.role == role), Fraction(0))
        ceiling = wholes.get(role) if role is not None else None
        total += min(found, Fraction(TABLE_POINTS if ceiling is None else ceiling))
    return min(total, Fraction(TABLE_POINTS))


def refuse_lines(lines: Sequence[ScoreLine], points: Mapping[str, Fraction]) -> None:
    for key in points:
        if key not in {line.key for line in lines}:
            raise RatingError("line_unknown", key)
    for line in lines:
        refuse_line(line, points.get(line.key))


def refuse_line(line: ScoreLine, value: Fraction | None) -> None:
    """One line alone, as soon as it is typed. Raises RatingError."""
    if value is None:
        raise RatingError("line_missing", line.key)
    if value < 0:
        raise RatingError("line_negative", line.key, str(value))
    if value > line.points:
        raise RatingError("line_above_points", line.key, f"{line.points:f}")


def mean(totals: Sequence[Fraction]) -> Fraction | None:
    """Of several scorers, exactly; None while nobody scored."""
    return sum(totals, Fraction(0)) / len(totals) if totals else None


def spread(totals: Sequence[Fraction]) -> Spread | None:
    """None while nobody scored."""
    return Spread(min(totals), max(totals)) if totals else None
