"""Reading a rulebook before it may be used: errors forbid, warnings want a reason, hints tell what was read into it.

Every finding comes from the book's own data and has a stable code.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from stars.rules.book import Book, Category, Dimension, Goal, Item, Quota
from stars.rules.lint_texts import text_findings

ERROR, WARNING, HINT = "error", "warning", "hint"
TABLE_POINTS = Decimal(100)


@dataclass(frozen=True)
class Finding:
    """`place`: category, or category.dimension, or a key in it; `numbers`: what it was found from."""

    code: str
    severity: str
    place: str
    article: str | None = None
    numbers: Mapping[str, Any] = field(default_factory=dict)


Findings = Iterator[Finding]


def check(book: Book) -> list[Finding]:
    """Errors first, then warnings, then hints; inside each in the order of the book."""
    found = [one for category in book.categories.values() for rule in RULES for one in rule(category)]
    found += [
        Finding(code, severity, place, article, numbers)
        for code, severity, place, article, numbers in text_findings(book)
    ]
    return sorted(found, key=lambda one: (ERROR, WARNING, HINT).index(one.severity))


def thresholds(category: Category) -> Findings:
    levels = sorted(category.levels, key=lambda level: level.level)
    for lower, upper in pairwise(levels):
        end = upper.lower if lower.upper is None else lower.upper
        numbers = {"level": lower.level, "ends": str(end), "next": str(upper.lower)}
        if end > upper.lower or lower.lower >= upper.lower:
            yield Finding("thresholds_overlap", ERROR, category.key, category.articles.levels, numbers)
        elif end < upper.lower:
            yield Finding("thresholds_gap", ERROR, category.key, category.articles.levels, numbers)
    if [level.level for level in levels] != list(range(1, len(levels) + 1)):
        yield Finding("levels_not_in_a_row", ERROR, category.key, category.articles.levels)


def negative_numbers(category: Category) -> Findings:
    for dimension in category.dimensions:
        parts: tuple[Dimension | Item, ...] = (dimension, *dimension.items)
        for part in parts:
            if part.points is not None and part.points < 0:
                place = f"{category.key}.{part.key}"
                yield Finding("points_negative", ERROR, place, part.article, {"points": str(part.points)})
    rules: tuple[Quota | Goal, ...] = (*category.quotas, *category.goals)
    for rule in rules:
        if not 0 <= rule.share <= 1:
            yield Finding("share_out_of_range", ERROR, category.key, rule.article, {"share": str(rule.share)})


def weights(category: Category) -> Findings:
    stated = [source.weight for source in category.sources if source.weight is not None]
    if category.sources and not stated:
        yield Finding("weights_not_stated", HINT, category.key, category.articles.sources)
    elif len(stated) < len(category.sources) or (stated and sum(stated) != 1):
        numbers = {"sum": str(sum(stated) * 100)}
        yield Finding("weights_not_100", WARNING, category.key, category.articles.sources, numbers)


def parts_total(dimension: Dimension) -> Decimal | None:
    """What the parts add to; None where the dimension has none with points."""
    points = [item.points for item in dimension.items if item.points is not None]
    return sum(points, Decimal(0)) if points else None


def points(category: Category) -> Findings:
    if category.award != "level":
        return
    missing = [dimension.key for dimension in category.dimensions if dimension.points is None]
    if missing:
        yield Finding("points_not_stated", HINT, category.key, numbers={"roles": missing})
        return
    for dimension in category.dimensions:
        parts, whole = parts_total(dimension), dimension.points
        if parts is not None and parts != whole:
            place = f"{category.key}.{dimension.key}"
            numbers = {"parts": str(parts), "points": str(whole)}
            yield Finding("parts_differ_from_whole", WARNING, place, dimension.article, numbers)
    yield from table_total(category)


def table_total(category: Category) -> Findings:
    totals = [parts_total(dimension) or dimension.points or Decimal(0) for dimension in category.dimensions]
    if sum(totals) != TABLE_POINTS:
        yield Finding("table_total", WARNING, category.key, numbers={"total": str(sum(totals))})
    bare = [dimension.key for dimension in category.dimensions if parts_total(dimension) is None]
    if bare and len(bare) < len(category.dimensions):
        yield Finding("roles_without_parts", HINT, category.key, numbers={"roles": bare})


def goals(category: Category) -> Findings:
    """A target that the quotas make impossible: all places together are fewer than the share wanted."""
    shares = {quota.level: quota.share for quota in category.quotas}
    top = max((level.level for level in category.levels), default=0)
    for goal in category.goals:
        wanted = range(goal.level, top + 1)
        if all(level in shares for level in wanted) and sum(shares[level] for level in wanted) < goal.share:
            room = sum(shares[level] for level in wanted)
            numbers = {"level": goal.level, "share": percent(goal.share), "room": percent(room)}
            yield Finding("goal_against_quota", WARNING, category.key, goal.article, numbers)


def percent(share: Decimal | int) -> str:
    return f"{Decimal(share) * 100:f}".rstrip("0").rstrip(".")


def quotas(category: Category) -> Findings:
    for quota in category.quotas:
        numbers = {"level": quota.level, "share": percent(quota.share)}
        if quota.kind == "about":
            yield Finding("about_without_tolerance", HINT, category.key, quota.article, numbers)
        if quota.kind == "cap" and quota.reading:
            yield Finding("cap_without_base_or_rounding", HINT, category.key, quota.article, numbers)


def grounds(category: Category) -> Findings:
    for ground in category.grounds:
        place, numbers = f"{category.key}.{ground.clause}", {"concerns": ground.concerns}
        punishes = ground.concerns in ("petition", "family_planning", "speech", "belief")
        code = "ground_punishes" if punishes else "ground_needs_legal_basis"
        yield Finding(code, WARNING, place, ground.clause, numbers)
        if ground.period_missing:
            yield Finding("ground_without_period", HINT, place, ground.clause)


def benefits(category: Category) -> Findings:
    for benefit in category.benefits:
        if benefit.settled_by_law:
            place = f"{category.key}.{benefit.key}"
            yield Finding("aid_settled_by_law", WARNING, place, benefit.article)


def readings(category: Category) -> Findings:
    """What the document leaves open and we read into it, where no other finding says it."""
    said = {"points", "weights", "quota_base", "quota_rounding", "items"}
    for reading in category.readings:
        if reading not in said:
            yield Finding(f"reading_{reading}", HINT, category.key)
    for clause in category.not_carried:
        yield Finding("not_carried", HINT, category.key, clause.article, {"why": clause.why})
    for dimension in category.dimensions:
        if dimension.misfit:
            yield Finding(
                "text_under_wrong_heading", HINT, f"{category.key}.{dimension.key}", dimension.article
            )


RULES: tuple[Callable[[Category], Findings], ...] = (
    thresholds,
    negative_numbers,
    weights,
    points,
    goals,
    quotas,
    grounds,
    benefits,
    readings,
)
