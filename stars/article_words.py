"""What the rulebook says on the steps of a result, in our words, article by article."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from stars.rules.book import Category
from stars.rules.findings import percent
from stars.words import level_words

Said = tuple[str, str]


def told_articles(category: Category) -> list[Said]:
    """(article, what it says) of everything by which a level comes about, in the order of the steps."""
    return [*sources(category), *thresholds(category), *exceptions(category), *shares(category)]


def sources(category: Category) -> Iterator[Said]:
    weighted = [one for one in category.sources if one.weight is not None]
    if weighted:
        parts = "，".join(f"{one.title} {percent(one.weight or Decimal(0))}%" for one in weighted)
        yield category.articles.sources or "", _("The score is made of: %s.") % parts


def thresholds(category: Category) -> Iterator[Said]:
    ordered = sorted(category.levels, key=lambda level: -level.level)
    parts = "，".join(
        _("%(level)s from %(lower)s") % {"level": level_words(one.level), "lower": f"{one.lower:f}"}
        for one in ordered
    )
    yield category.articles.levels or "", _("Levels by points: %s.") % parts


def exceptions(category: Category) -> Iterator[Said]:
    articles = category.articles
    if category.lifetime_level is not None:
        level = level_words(category.lifetime_level)
        yield articles.lifetime or "", _("Whoever the book names holds %s for life.") % level
    if category.step_rule:
        yield (
            articles.step_rule or "",
            _("After the first rating up by one level at most; a fall counts in full."),
        )
    if category.hand_vote_level is not None:
        level = level_words(category.hand_vote_level)
        yield articles.hand_vote or "", _("A group may choose by a show of hands who has %s.") % level


def shares(category: Category) -> Iterator[Said]:
    for quota in category.quotas:
        text = _("At most %(share)s%% have %(level)s.")
        if quota.kind == "about":
            text = _("About %(share)s%% have %(level)s.")
        yield quota.article or "", text % {"share": percent(quota.share), "level": level_words(quota.level)}
