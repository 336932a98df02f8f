"""The targets of the book as plain figures: the share that has the level now against the share that is wanted."""

from dataclasses import dataclass
from fractions import Fraction

from stars.models import Round
from stars.queries.standing import standing_results
from stars.rules.book import Category
from stars.rules.terms import Goal
from stars.words import level_words


@dataclass(frozen=True)
class GoalRow:
    """Of `base` results, `reached` have the level or a higher one. The book's own share is `wanted` of 1."""

    category: Category
    goal: Goal
    reached: int
    base: int

    @property
    def level_words(self) -> str:
        return level_words(self.goal.level)

    @property
    def share(self) -> str:
        return percent_cut(Fraction(self.reached, self.base)) if self.base else ""

    @property
    def wanted(self) -> str:
        return percent_cut(Fraction(self.goal.share))

    @property
    def needed(self) -> int:
        """How many of the same base would be enough."""
        wanted = Fraction(self.goal.share) * self.base
        return -(-wanted.numerator // wanted.denominator)

    @property
    def is_reached(self) -> bool:
        return bool(self.base) and self.reached >= self.needed


def goals_of(round: Round) -> list[GoalRow]:
    """In the order of the book; four queries."""
    levels: dict[str, list[int]] = {}
    for one in standing_results(round):
        levels.setdefault(one.entry.subject.category, []).append(one.level or 0)
    return [
        goal_row(category, goal, levels.get(category.key, []))
        for category in round.version.book.categories.values()
        for goal in category.goals
    ]


def goal_row(category: Category, goal: Goal, levels: list[int]) -> GoalRow:
    return GoalRow(category, goal, sum(level >= goal.level for level in levels), len(levels))


def percent_cut(share: Fraction) -> str:
    """Cut to one decimal, so that 69.96 % is not shown as 70 %."""
    thousandths = share.numerator * 1000 // share.denominator
    return f"{thousandths // 10}.{thousandths % 10}"
