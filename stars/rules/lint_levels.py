"""What the linter finds in levels, shares and targets."""

from collections import Counter
from itertools import pairwise

from stars.rules.book import Category
from stars.rules.findings import ERROR, HINT, WARNING, Finding, Findings, percent
from stars.rules.terms import Goal, Level, Quota

HIGHEST = 5


def thresholds(category: Category) -> Findings:
    levels = sorted(category.levels, key=lambda level: level.level)
    place, article = category.key, category.articles.levels
    for lower, upper in pairwise(levels):
        end = upper.lower if lower.upper is None else lower.upper
        numbers = {"level": lower.level, "ends": str(end), "next": str(upper.lower)}
        if end > upper.lower or lower.lower >= upper.lower:
            yield Finding("thresholds_overlap", ERROR, place, article, numbers)
        elif end < upper.lower:
            yield Finding("thresholds_gap", ERROR, place, article, numbers)
    for level in levels:
        yield from bounds(category, level)
    top = levels[-1].upper if levels else None
    if top is not None and top <= 100:
        numbers = {"level": levels[-1].level, "ends": str(top)}
        yield Finding("top_level_ends", ERROR, place, article, numbers)


def bounds(category: Category, level: Level) -> Findings:
    wrong = level.upper is not None and level.upper <= level.lower
    if wrong or not 0 <= level.lower <= 100:
        ends = "100" if level.upper is None else str(level.upper)
        numbers = {"level": level.level, "lower": str(level.lower), "ends": ends}
        yield Finding("threshold_out_of_range", ERROR, category.key, category.articles.levels, numbers)


def levels_in_a_row(category: Category) -> Findings:
    found = sorted(level.level for level in category.levels)
    if category.award == "level" and not found:
        yield Finding("levels_missing", ERROR, category.key, category.articles.levels)
    elif found != list(range(1, len(found) + 1)) or len(found) > HIGHEST:
        numbers = {"levels": found}
        yield Finding("levels_not_in_a_row", ERROR, category.key, category.articles.levels, numbers)


def unknown_levels(category: Category) -> Findings:
    """A rule about a level that the table does not have."""
    known = {level.level for level in category.levels}
    said = [(quota.level, quota.article) for quota in category.quotas]
    said += [(goal.level, goal.article) for goal in category.goals]
    said += [(benefit.level, benefit.article) for benefit in category.benefits]
    said += [
        (level, article)
        for level, article in (
            (category.lifetime_level, category.articles.lifetime),
            (category.hand_vote_level, category.articles.hand_vote),
        )
        if level is not None
    ]
    for level, article in said:
        if level not in known:
            yield Finding("level_unknown", ERROR, category.key, article, {"level": level})


def shares(category: Category) -> Findings:
    rules: tuple[Quota | Goal, ...] = (*category.quotas, *category.goals)
    for rule in rules:
        if not 0 <= rule.share <= 1:
            numbers = {"share": f"{rule.share:f}"}
            yield Finding("share_out_of_range", ERROR, category.key, rule.article, numbers)
    for level, count in Counter(quota.level for quota in category.quotas).items():
        if count > 1:
            yield Finding("quota_twice", ERROR, category.key, numbers={"level": level})


def goals(category: Category) -> Findings:
    """A target that the quotas make impossible: all places together are fewer than the share wanted."""
    shares = {quota.level: quota.share for quota in category.quotas}
    top = max((level.level for level in category.levels), default=0)
    for goal in category.goals:
        wanted = range(goal.level, top + 1)
        if all(level in shares for level in wanted) and sum(shares[level] for level in wanted) < goal.share:
            numbers = {"level": goal.level, "share": percent(goal.share), **rooms(category, goal.level)}
            yield Finding("goal_against_quota", WARNING, category.key, goal.article, numbers)


def rooms(category: Category, level: int) -> dict[str, str]:
    """The share that the quotas leave at this level and above, and of what it is made."""
    found = [quota.share for quota in category.quotas if quota.level >= level]
    return {"room": percent(sum(found)), "shares": "% + ".join(map(percent, found))}


def quotas(category: Category) -> Findings:
    for quota in category.quotas:
        numbers = {"level": quota.level, "share": percent(quota.share)}
        if quota.kind == "about":
            yield Finding("about_without_tolerance", HINT, category.key, quota.article, numbers)
        if quota.kind == "cap" and quota.reading:
            yield Finding("cap_without_base_or_rounding", HINT, category.key, quota.article, numbers)
