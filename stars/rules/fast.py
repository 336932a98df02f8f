"""The same rating for millions of rows at once: arrays in, levels out, no explanations.

Equal to stars.rules.evaluate on every table (a test holds it): scores are whole numerators over one denominator, so that
no comparison is ever rounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from stars.rules.book import Category
from stars.rules.quota import places_of
from stars.rules.rating import RatingError
from stars.rules.terms import Quota

Scores = tuple[NDArray[np.int64], int]
NO_LEVEL = -1
FIRST_TIME = -1
NO_VOTE = -1
MOST = np.iinfo(np.int64).max // 100


@dataclass(frozen=True)
class Columns:
    """Parallel arrays, one row a subject.

    `scores`: numerators over `scale` (scale 1000: 89996 is 89.996). `previous`: 0–5, FIRST_TIME at the first rating.
    `hand`: 1 chosen by show of hands, 0 not, NO_VOTE where none was held.
    """

    scores: NDArray[np.int64]
    scale: int
    previous: NDArray[np.int8]
    lifetime: NDArray[np.bool_]
    eligible: NDArray[np.bool_]
    hand: NDArray[np.int8] | None = None

    def __post_init__(self) -> None:
        if not 0 < self.scale <= MOST:
            raise ValueError(f"the scale must be between 1 and {MOST}, so that every score fits")


class _State:
    """Scores and levels while the caps are applied; ghosts stand behind the rows (see stars.rules.quota)."""

    def __init__(self, scores: NDArray[np.int64], levels: NDArray[np.int8], active: NDArray[np.bool_]):
        self.scores, self.levels, self.active = scores, levels, active

    def wait(self, rows: NDArray[np.intp], falling: int, score: int, level: int) -> None:
        """An undecided tie: its rows have no level; as many ghosts as will fall go on one level down."""
        self.levels[rows] = NO_LEVEL
        self.active[rows] = False
        self.scores = np.append(self.scores, np.full(falling, score, np.int64))
        self.levels = np.append(self.levels, np.full(falling, level - 1, np.int8))
        self.active = np.append(self.active, np.ones(falling, np.bool_))


def rate_many(category: Category, columns: Columns) -> NDArray[np.int8]:
    """Levels 0–5 in the order of the rows; NO_LEVEL for who is not eligible or in an undecided tie."""
    levels = thresholds(category, columns)
    lifetime = columns.lifetime & (category.lifetime_level is not None)
    if category.step_rule:
        risen = np.where(columns.previous == FIRST_TIME, np.int8(5), columns.previous + np.int8(1))
        np.minimum(levels, risen, out=levels)
    if category.hand_vote_level and columns.hand is not None:
        levels = show_of_hands(category, columns, levels, category.hand_vote_level)
    if category.lifetime_level is not None:
        levels[lifetime] = category.lifetime_level
    eligible = columns.eligible | (not category.grounds)
    levels[~eligible] = NO_LEVEL
    state = _State(columns.scores, levels, eligible & ~lifetime)
    base = int(np.count_nonzero(eligible))
    for quota in sorted(category.quotas, key=lambda quota: -quota.level):
        if quota.kind == "cap":
            apply_cap(quota, state, places_of(quota, base))
    return state.levels[: len(columns.scores)]


def compose(category: Category, sources: Mapping[str, NDArray[np.int64]], scale: int) -> Scores:
    """Scores of the book's sources (numerators over `scale`) times their weights, exact, with the scale they have then."""
    if not category.sources or any(source.weight is None for source in category.sources):
        raise RatingError("weights_not_stated", category.key)
    weights = {source.key: Fraction(source.weight or 0) for source in category.sources}
    common = lcm(*(weight.denominator for weight in weights.values()))
    parts = [sources[key] * int(weight * common) for key, weight in weights.items()]
    return sum(parts[1:], start=parts[0]), scale * common


def show_of_hands(
    category: Category, columns: Columns, levels: NDArray[np.int8], top: int
) -> NDArray[np.int8]:
    """See stars.rules.evaluate: the chosen have the level unless the step rule holds them back."""
    voted, chosen = columns.hand != NO_VOTE, columns.hand == 1
    if category.step_rule:
        chosen &= (columns.previous == FIRST_TIME) | (columns.previous + 1 >= top)
    risen = np.where(chosen, np.int8(top), np.minimum(levels, np.int8(top - 1)))
    return np.where(voted, risen, levels)


def thresholds(category: Category, columns: Columns) -> NDArray[np.int8]:
    """The level of each score: how many lower bounds it reaches (levels follow each other from 1 upwards)."""
    levels = np.zeros(len(columns.scores), np.int8)
    for level in category.levels:
        bound = Fraction(level.lower) * columns.scale
        levels += columns.scores >= -(-bound.numerator // bound.denominator)
    return levels


def apply_cap(quota: Quota, state: _State, places: int) -> None:
    rows = np.flatnonzero((state.levels == quota.level) & state.active)
    if len(rows) <= places:
        return
    scores = state.scores[rows]
    if not places:
        state.levels[rows] = quota.level - 1
        return
    parted = np.partition(scores, len(rows) - places)
    last_in, first_out = int(parted[len(rows) - places]), int(parted[: len(rows) - places].max())
    state.levels[rows[scores < last_in]] = quota.level - 1
    if last_in == first_out:
        edge = rows[scores == last_in]
        free = places - int(np.count_nonzero(scores > last_in))
        state.wait(edge, len(edge) - free, last_in, quota.level)
