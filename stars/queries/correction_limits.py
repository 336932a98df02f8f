"""What stands in the way of a level that an upheld objection gives: when it is upheld, and when results are made anew."""

from collections.abc import Sequence

from stars.correcting import full_cap, highest_levels
from stars.correcting_errors import AboveStep, NotChosenByHands
from stars.errors import Refusal
from stars.posting_errors import CapFull
from stars.rules.book import Category

OUT_OF_REACH = {"step_rule": AboveStep, "hand_vote": NotChosenByHands}


def limit_of(
    table: Category,
    standing: Sequence[tuple[int, int | None, bool]],
    entry: int,
    level: int,
    *,
    previous: int | None,
    lifetime: bool,
    chosen: bool | None,
) -> Refusal | None:
    """Above the step rule, past the show of hands, or where a cap has no place left. `standing` as for full_cap."""
    limits = highest_levels(table, previous=previous, lifetime=lifetime, chosen=chosen)
    for rule, limit in limits.items():
        if level > limit:
            return OUT_OF_REACH[rule](min(limits.values()))
    full = full_cap(table, standing, entry, level)
    if full is None:
        return None
    quota, places = full
    return CapFull(quota.level, places)
