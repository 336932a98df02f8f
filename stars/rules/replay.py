"""A stored explanation is gone through again: each step takes up where the one before ended and follows from its own
numbers, and the last one ends at the level. What does not is refused with the step at fault.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from stars.rules.rating import Outcome, Step


class ReplayError(ValueError):
    """`at` counts the steps from 0; -1: the steps are in order and the result is not theirs."""

    def __init__(self, at: int, step: str):
        self.at, self.step = at, step
        super().__init__(f"step {at} ({step}) does not replay")


def replay(steps: Sequence[Step]) -> int | None:
    """The level after the last step. Raises ReplayError."""
    level: int | None = None
    for at, step in enumerate(steps):
        follows = FOLLOWS.get(step.step)
        if follows is None or step.before != level or not follows(step):
            raise ReplayError(at, step.step)
        level = step.after
    return level


def verify(outcome: Outcome) -> None:
    """That the explanation leads to the level, and speaks of the score. Raises ReplayError."""
    if replay(outcome.explanation) != outcome.level:
        raise ReplayError(-1, "result")
    for at, step in enumerate(outcome.explanation):
        if step.step == "score" and Fraction(step.detail["exact"]) != outcome.exact:
            raise ReplayError(at, step.step)


def stays(step: Step) -> bool:
    return step.after == step.before


def by_threshold(step: Step) -> bool:
    """At a level exactly when a lower bound was reached."""
    lower, score = step.detail["lower"], Fraction(step.detail["score"])
    return bool(step.after) if lower is not None and score >= Fraction(lower) else step.after == 0


def one_up_at_most(step: Step) -> bool:
    previous, before = step.detail["previous"], step.before
    return before is not None and step.after == (before if previous is None else min(before, previous + 1))


def by_hands(step: Step) -> bool:
    """Only who was chosen rises."""
    after, before = step.after, step.before
    return after is not None and before is not None and (bool(step.detail["chosen"]) or after <= before)


def down_by_one(step: Step) -> bool:
    """A cap keeps the level or takes one."""
    return step.before is not None and step.after in (step.before, step.before - 1)


def tied(step: Step) -> bool:
    return down_by_one(step) if step.detail["decided"] else step.after is None


def has_level(step: Step) -> bool:
    return step.after is not None


def by_people(step: Step) -> bool:
    """An objection may end anywhere: people decided it, with a reason."""
    return True


FOLLOWS: dict[str, Callable[[Step], bool]] = {
    "eligible": stays,
    "score": stays,
    "threshold": by_threshold,
    "lifetime": has_level,
    "step_rule": one_up_at_most,
    "hand_vote": by_hands,
    "quota": down_by_one,
    "tie": tied,
    "objection": by_people,
}
