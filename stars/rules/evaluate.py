"""Rating one category of one round.

Order: eligible → composed score → threshold → lifetime → step rule → quota, with the show of hands before the cap.
Nothing here reads a clock, a file or a database.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from stars.rules.book import Category
from stars.rules.quota import Standing, apply_caps, look_at_shares
from stars.rules.rating import Outcome, Rated, Rating, RatingError, Step, Warning, cut

TOP = Fraction(100)
Decided = Mapping[int, Sequence[str]]


def evaluate(category: Category, entries: Sequence[Rated], decided: Decided | None = None) -> Rating:
    """Rate `entries`. `decided`: level → subjects chosen in the tie at that level. Raises RatingError."""
    if category.award != "level":
        raise RatingError("no_levels_here", category.key)
    refuse_twice(entries)
    rows = [stand(category, entry) for entry in entries]
    eligible = [row for row in rows if row.level is not None]
    if category.hand_vote_level:
        show_of_hands(category, eligible)
    ties = apply_caps(category, eligible, decided or {})
    warnings = (
        *ignored(category, entries),
        *grounds_off(category, entries),
        *look_at_shares(category, eligible, ties),
    )
    outcomes = tuple(Outcome(row.entry.subject, row.score, row.level, tuple(row.steps)) for row in rows)
    return Rating(outcomes, ties, warnings)


def refuse_twice(entries: Sequence[Rated]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.subject in seen:
            raise RatingError("duplicate_subject", entry.subject)
        seen.add(entry.subject)


def stand(category: Category, entry: Rated) -> Standing:
    """The entry up to the step rule; the caps look at everybody together."""
    row = Standing(entry)
    if not eligible(category, row):
        row.score = compose(category, entry) if entry.scores else None
        return row
    row.score = score = compose(category, entry)
    row.steps.append(Step("score", None, None, category.articles.sources, parts_of(category, entry, score)))
    level, lower = level_for(category, score)
    row.move("threshold", level, category.articles.levels, score=str(score), lower=lower)
    if entry.lifetime and category.lifetime_level is not None:
        row.lifetime = True
        row.move("lifetime", category.lifetime_level, category.articles.lifetime)
    elif category.step_rule:
        step_up_once(category, row)
    return row


def eligible(category: Category, row: Standing) -> bool:
    """Who is not has no score either, unless one was given."""
    clause = row.entry.ineligible if category.grounds else ""
    if clause and clause not in {ground.clause for ground in category.grounds}:
        raise RatingError("unknown_clause", row.entry.subject, clause)
    article = clause or category.articles.grounds
    row.steps.append(Step("eligible", None, None, article, {"eligible": not clause}))
    return not clause


def compose(category: Category, entry: Rated) -> Fraction:
    """The exact score: given as `score`, or the sources times their weights. Raises RatingError."""
    for name, value in entry.scores.items():
        if not 0 <= value <= TOP:
            raise RatingError("out_of_range", entry.subject, name)
    if set(entry.scores) == {"score"}:
        return entry.scores["score"]
    weights = {source.key: source.weight for source in category.sources}
    if None in weights.values():
        raise RatingError("weights_not_stated", entry.subject)
    if set(entry.scores) != set(weights):
        missing = sorted(set(weights) ^ set(entry.scores))
        raise RatingError("wrong_sources", entry.subject, ", ".join(missing))
    total = sum((Fraction(weights[key] or 0) * value for key, value in entry.scores.items()), Fraction(0))
    if total > TOP:
        raise RatingError("weights_above_100", entry.subject)
    return total


def parts_of(category: Category, entry: Rated, score: Fraction) -> dict[str, object]:
    parts = {key: str(value) for key, value in entry.scores.items() if key != "score"}
    weights = {source.key: str(source.weight) for source in category.sources if source.key in parts}
    found: dict[str, object] = {"exact": str(score), "shown": str(cut(score))}
    return found | ({"parts": parts, "weights": weights} if parts else {})


def level_for(category: Category, score: Fraction) -> tuple[int, str | None]:
    """The highest level whose lower bound the exact score reaches, and that bound; 0 below them all."""
    for level in sorted(category.levels, key=lambda level: level.lower, reverse=True):
        if score >= Fraction(level.lower):
            return level.level, str(level.lower)
    return 0, None


def step_up_once(category: Category, row: Standing) -> None:
    """After the first rating up by one level at most; a fall counts in full."""
    previous, level = row.entry.previous, row.level or 0
    limit = level if previous is None else min(level, previous + 1)
    row.move("step_rule", limit, category.articles.step_rule, previous=previous)


def show_of_hands(category: Category, rows: Sequence[Standing]) -> None:
    """Those chosen have the level, as far as the step rule lets them; who was not chosen stays below it. A group of
    villagers that held no such vote (`hand` is None) is left alone."""
    top = category.hand_vote_level or 0
    for row in rows:
        if row.lifetime or row.entry.hand is None:
            continue
        previous, level = row.entry.previous, row.level or 0
        held_back = category.step_rule and previous is not None and previous + 1 < top
        after = min(level, top - 1)
        if row.entry.hand and not held_back:
            after = top
        row.move("hand_vote", after, category.articles.hand_vote, chosen=row.entry.hand, previous=previous)


def ignored(category: Category, entries: Sequence[Rated]) -> list[Warning]:
    """What was given and the book has no rule for."""
    given = {
        "previous": not category.step_rule and any(entry.previous is not None for entry in entries),
        "lifetime": category.lifetime_level is None and any(entry.lifetime for entry in entries),
        "ineligible": not category.grounds and any(entry.ineligible for entry in entries),
        "hand": not category.hand_vote_level and any(entry.hand is not None for entry in entries),
    }
    return [Warning("no_such_rule", {"column": column}) for column, found in given.items() if found]


def grounds_off(category: Category, entries: Sequence[Rated]) -> list[Warning]:
    """Personal grounds are off until a county switches them on with a legal basis; whoever uses one is told."""
    clauses = sorted({entry.ineligible for entry in entries if entry.ineligible and category.grounds})
    return [Warning("ground_needs_legal_basis", {"clause": clause}) for clause in clauses]
