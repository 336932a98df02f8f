"""What goes into a rating and what comes out, as frozen values. Scores are exact fractions of 0–100."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Rated:
    """One subject as it enters the rating.

    `scores`: one score a source of the book, or `{"score": …}` where it was composed elsewhere.
    `previous`: the level before (0–5), None at the first rating. `ineligible`: the clause, "" if none.
    `hand`: chosen by show of hands; None where no such vote was held.
    """

    subject: str
    scores: Mapping[str, Fraction]
    previous: int | None = None
    lifetime: bool = False
    ineligible: str = ""
    hand: bool | None = None


@dataclass(frozen=True)
class Step:
    """One line of an explanation: the level before and after it, and the numbers used."""

    step: str
    before: int | None
    after: int | None
    article: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """`level`: 0–5; None if not eligible, or in a tie that people have not decided yet."""

    subject: str
    exact: Fraction | None
    level: int | None
    explanation: tuple[Step, ...]

    @property
    def shown(self) -> str | None:
        """Two decimals, cut: 89.996 shows 89.99, because it is not a 90."""
        return None if self.exact is None else str(cut(self.exact))


@dataclass(frozen=True)
class Tie:
    """Of `subjects`, with equal exact scores, only `places` may have `level`: people decide."""

    level: int
    places: int
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class Warning:
    """`code` is stable; `numbers` are what it was found from."""

    code: str
    numbers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rating:
    """Outcomes in the order of the entries."""

    outcomes: tuple[Outcome, ...]
    ties: tuple[Tie, ...] = ()
    warnings: tuple[Warning, ...] = ()


class RatingError(ValueError):
    """What cannot be rated: `code` is stable, `subject` the row at fault."""

    def __init__(self, code: str, subject: str, detail: str = ""):
        self.code, self.subject, self.detail = code, subject, detail
        super().__init__(f"{subject}: {code} {detail}".strip())


def cut(value: Fraction) -> Decimal:
    """Rounded towards zero to two decimals (scores are never negative)."""
    exact = Decimal(value.numerator * 100 // value.denominator)
    return (exact / 100).quantize(CENT, rounding=ROUND_FLOOR)
