"""Recorded votes on ties, applied to what the engine finds: one by one from the highest level down, and only where
they fit. Reads no row but those given."""

from collections.abc import Iterable, Sequence

from stars.models import TieDecision
from stars.rules.book import Category
from stars.rules.evaluate import evaluate
from stars.rules.rating import Rated, Rating, RatingError, Tie

Decided = dict[int, list[str]]


def rate(
    category: Category, rated: Sequence[Rated], decisions: Iterable[TieDecision]
) -> tuple[Rating, Decided]:
    """The rating with every decision that fits, and which were used: level → chosen. Of two decisions on one level
    the newer counts; one that fits no tie is dropped."""
    newest = newest_of(decisions)
    decided: Decided = {}
    rating = evaluate(category, rated)
    while step := next_step(category, rated, rating, newest, decided):
        rating, decided = step
    return rating, decided


def newest_of(decisions: Iterable[TieDecision]) -> dict[int, TieDecision]:
    """Level → the last decision on it."""
    return {row.level: row for row in sorted(decisions, key=lambda row: row.pk)}


def next_step(
    category: Category,
    rated: Sequence[Rated],
    rating: Rating,
    newest: dict[int, TieDecision],
    decided: Decided,
) -> tuple[Rating, Decided] | None:
    for tie in highest_first(rating):
        decision = newest.get(tie.level)
        if decision is None or not fits(decision, tie):
            continue
        wanted = decided | {tie.level: [str(entry) for entry in decision.chosen]}
        try:
            return evaluate(category, rated, wanted), wanted
        except RatingError:  # who stands in this tie depends on one above that is open again
            continue
    return None


def highest_first(rating: Rating) -> list[Tie]:
    return sorted(rating.ties, key=lambda tie: -tie.level)


def fits(decision: TieDecision, tie: Tie) -> bool:
    """The same people, and as many places as were given."""
    return {str(entry) for entry in decision.tied} == set(tie.subjects) and len(decision.chosen) == tie.places
