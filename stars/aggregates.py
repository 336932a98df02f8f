"""Counts that may stand in public when the names are gone. Pure.

Few of one kind point at people: whoever saw the list, or knows the village, could tell who they were. Counts under
five are therefore joined, as the ballots of a small meeting are, and are no number at all while they stay under five.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 5


@dataclass(frozen=True)
class Count:
    """So many at these levels together; `number` is None where they are fewer than LEAST."""

    levels: tuple[int, ...]
    number: int | None


def joined_counts(counts: Mapping[int, int]) -> list[Count]:
    """Highest level first; the joined ones last. A level that nobody has is not named."""
    present = {level: counts[level] for level in sorted(counts, reverse=True) if counts[level]}
    alone = [Count((level,), number) for level, number in present.items() if number >= LEAST]
    few = {level: number for level, number in present.items() if number < LEAST}
    together = sum(few.values())
    if few:
        alone.append(Count(tuple(few), together if together >= LEAST else None))
    return alone
