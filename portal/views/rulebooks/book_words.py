"""A rulebook as people read it: part by part, in short lines."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stars.lint_words import CONCERNS
from stars.rules.book import Category, Dimension, Item
from stars.rules.findings import percent
from stars.rules.terms import Benefit, Goal, Ground, NotCarried, Quota

MEETINGS = {
    "representatives": gettext_lazy("village representatives"),
    "members": gettext_lazy("party members"),
    "branch": gettext_lazy("a branch that nominates"),
    "group": gettext_lazy("a villagers' group"),
}


@dataclass(frozen=True)
class PartLines:
    """One part of a category. `key`: the form that edits it."""

    key: str
    title: str
    lines: list[str]


def part_lines(category: Category) -> list[PartLines]:
    """The parts that have a form of their own, in the order of a reader."""
    return [PartLines(key, str(title), read(category)) for key, (title, read) in PARTS.items()]


def posting(category: Category) -> list[str]:
    if not category.posting_days:
        return [_("Nothing is posted.")]
    if category.posting_unit == "working":
        return [_("%(days)d working days") % {"days": category.posting_days}]
    return [_("%(days)d calendar days") % {"days": category.posting_days}]


def levels(category: Category) -> list[str]:
    found = []
    for level in category.levels:
        numbers = {"level": level.level, "lower": f"{level.lower:f}"}
        if level.upper is None:
            found.append(_("%(level)s★: from %(lower)s points") % numbers)
        else:
            numbers["upper"] = f"{level.upper:f}"
            found.append(_("%(level)s★: from %(lower)s points, below %(upper)s") % numbers)
    return found


def sources(category: Category) -> list[str]:
    stated = _("weight not stated")
    return [
        f"{one.title}: {stated if one.weight is None else percent(one.weight) + ' %'}"
        for one in category.sources
    ]


def ballot(category: Category) -> list[str]:
    return [_("%(title)s: %(points)s points") % vars_of(option) for option in category.ballot]


def meetings(category: Category) -> list[str]:
    return [str(MEETINGS[one]) for one in category.meetings]


def vars_of(row) -> dict:
    return vars(row) | {"points": f"{row.points:f}"}


def quotas(category: Category) -> list[str]:
    return [with_article(quota_words(quota), quota.article) for quota in category.quotas]


def quota_words(quota: Quota) -> str:
    numbers = {"level": quota.level, "share": percent(quota.share)}
    if quota.kind == "cap":
        return _("%(level)s★: at most %(share)s %%") % numbers
    return _("%(level)s★: about %(share)s %%; it warns and moves nobody") % numbers


def goals(category: Category) -> list[str]:
    return [with_article(goal_words(goal), goal.article) for goal in category.goals]


def goal_words(goal: Goal) -> str:
    numbers = {"level": goal.level, "share": percent(goal.share), "years": goal.years}
    if goal.years is None:
        return _("%(share)s %% at %(level)s★ or above") % numbers
    return _("%(share)s %% at %(level)s★ or above within %(years)s years") % numbers


def rules(category: Category) -> list[str]:
    found, articles = [], category.articles
    if category.step_rule:
        words = _("After the first rating up by one level at most; a fall counts in full")
        found.append(with_article(words, articles.step_rule))
    if category.lifetime_level is not None:
        words = _("Some hold %s★ for life") % category.lifetime_level
        found.append(with_article(words, articles.lifetime))
    if category.hand_vote_level is not None:
        words = _("%s★ may be given by a show of hands, within the cap") % category.hand_vote_level
        found.append(with_article(words, articles.hand_vote))
    return found


def target(category: Category) -> list[str]:
    found = []
    if category.target:
        kinds = {"promote": _("promote"), "keep": _("keep")}
        found.append(_("Declared: %s") % "、".join(kinds[one] for one in category.target.kinds))
        found.append(_("The branch approves it.") if category.target.approved else _("Nobody approves it."))
        found.append(_("It is posted.") if category.target.posted else _("It is not posted."))
    if category.applies_himself:
        found.append(_("Each applies by himself before the assessment."))
    return found


def with_article(words: str, article: str | None) -> str:
    if not article:
        return words
    return _("%(words)s (article %(article)s)") % {"words": words, "article": article}


def role_line(role: Dimension) -> str:
    return role.title if role.points is None else f"{role.title} · " + _("%s points") % f"{role.points:f}"


def item_line(item: Item) -> str:
    words = item.text if item.points is None else f"{item.text} · " + _("%s points") % f"{item.points:f}"
    return with_article(words, item.article)


def benefit_line(benefit: Benefit) -> str:
    parts = [f"{benefit.level}★"]
    if benefit.provider:
        parts.append(benefit.provider)
    if benefit.months is not None:
        parts.append(_("%s months") % benefit.months)
    if benefit.years_in_a_row:
        parts.append(_("%s years in a row") % benefit.years_in_a_row)
    flags = {
        _("for the family too"): benefit.family,
        _("settled by law"): benefit.settled_by_law,
        _("not logged per person"): benefit.unlogged,
    }
    parts += [words for words, said in flags.items() if said]
    return with_article(f"{benefit.text} · {'、'.join(parts)}", benefit.article)


def ground_line(ground: Ground) -> str:
    return f"{ground.clause} {ground.text}（{CONCERNS[ground.concerns]}）"


def not_carried_line(clause: NotCarried) -> str:
    return with_article(f"{clause.text}（{CONCERNS[clause.why]}）", clause.article)


PARTS: dict[str, tuple[object, Callable[[Category], list[str]]]] = {
    "levels": (gettext_lazy("Levels"), levels),
    "sources": (gettext_lazy("What the score is made of"), sources),
    "ballot": (gettext_lazy("Ballot"), ballot),
    "meetings": (gettext_lazy("Meetings"), meetings),
    "quotas": (gettext_lazy("Caps and about shares"), quotas),
    "rules": (gettext_lazy("Step rule, lifetime, show of hands"), rules),
    "goals": (gettext_lazy("Targets of the book"), goals),
    "target": (gettext_lazy("How a target is declared"), target),
    "posting": (gettext_lazy("Posting"), posting),
}
