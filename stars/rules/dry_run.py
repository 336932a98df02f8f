"""What a changed table would have made of an earlier round: who would move, which shares would not hold, and the ties.

Nothing is decided here; what cannot be carried over (a ground or a source that is gone) is said and not guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stars.rules.book import Category
from stars.rules.evaluate import Decided, evaluate
from stars.rules.quota import places_of
from stars.rules.rating import Outcome, Rated, Rating, RatingError, Tie, Warning


@dataclass(frozen=True)
class Move:
    """One subject whose level would be another one; None is no level."""

    subject: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class BrokenShare:
    """More would reach the level than the share has places for; under a cap they would go one level down."""

    level: int
    kind: str
    share: str
    base: int
    places: int
    wanted: int


@dataclass(frozen=True)
class DryRun:
    """`left_out`: why the table cannot rate some subjects; each names its own."""

    moves: tuple[Move, ...]
    broken: tuple[BrokenShare, ...]
    ties: tuple[Tie, ...]
    warnings: tuple[Warning, ...]
    left_out: tuple[RatingError, ...]


def dry_run(
    category: Category,
    entries: Sequence[Rated],
    earlier: Sequence[Outcome],
    decided: Decided | None = None,
) -> DryRun:
    """`earlier`: how the round ended; `decided`: what was decided in its ties, kept as far as it still fits."""
    carried, gone = without_gone_grounds(category, entries)
    left_out = tuple(why for entry in carried if (why := refusal(category, entry)))
    missing = {why.subject for why in left_out}
    rating = decide_again(category, [one for one in carried if one.subject not in missing], decided or {})
    before = {one.subject: one.level for one in earlier}
    moves = tuple(
        Move(one.subject, before.get(one.subject), one.level)
        for one in rating.outcomes
        if before.get(one.subject) != one.level
    )
    warnings = tuple(Warning("ground_gone", {"clause": clause}) for clause in gone) + rating.warnings
    return DryRun(moves, broken_shares(category, rating), rating.ties, warnings, left_out)


def without_gone_grounds(category: Category, entries: Sequence[Rated]) -> tuple[list[Rated], list[str]]:
    """Who was out under a clause that the table no longer has is rated."""
    known = {ground.clause for ground in category.grounds}
    gone = sorted({entry.ineligible for entry in entries if entry.ineligible} - known)
    return [replace(one, ineligible="") if one.ineligible in gone else one for one in entries], gone


def refusal(category: Category, entry: Rated) -> RatingError | None:
    """Why the table cannot rate this entry."""
    try:
        evaluate(category, [entry])
    except RatingError as error:
        if error.code == "no_levels_here":
            raise
        return error
    return None


def decide_again(category: Category, entries: Sequence[Rated], decided: Decided) -> Rating:
    """From the highest tie down: a decision counts again where the same people fit the same places."""
    kept: dict[int, Sequence[str]] = {}
    while True:
        rating = evaluate(category, entries, kept)
        fitting = [tie for tie in rating.ties if fits(tie, decided.get(tie.level))]
        if not fitting or fitting[0] != rating.ties[0]:
            return rating
        kept[fitting[0].level] = decided[fitting[0].level]


def fits(tie: Tie, chosen: Sequence[str] | None) -> bool:
    return chosen is not None and len(set(chosen)) == tie.places and set(chosen) <= set(tie.subjects)


def broken_shares(category: Category, rating: Rating) -> tuple[BrokenShare, ...]:
    """In the order of the book."""
    eligible = [one for one in rating.outcomes if one.explanation[0].detail["eligible"]]
    found = []
    for quota in category.quotas:
        places, wanted = places_of(quota, len(eligible)), reaching(quota.level, quota.kind, eligible)
        if wanted > places:
            numbers = (quota.level, quota.kind, str(quota.share), len(eligible), places, wanted)
            found.append(BrokenShare(*numbers))
    return tuple(found)


def reaching(level: int, kind: str, outcomes: Sequence[Outcome]) -> int:
    """Under a cap whoever stood before it, lifetime holders aside; under "about" whoever has the level at the end."""
    if kind == "about":
        return sum(one.level == level for one in outcomes)
    return sum(
        any(step.step in ("quota", "tie") and step.before == level for step in one.explanation)
        for one in outcomes
    )
