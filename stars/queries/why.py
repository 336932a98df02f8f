"""Why one entry has its level: for the leading group, the runners, and the person with a slip of his own."""

import datetime
from dataclasses import dataclass
from fractions import Fraction

from django.utils import timezone

from stars.article_words import Said, told_articles
from stars.explain_words import told_step
from stars.models import Entry, ExclusionObjection, Posting, Target
from stars.queries.counts import pooled_counts
from stars.queries.exclusions import exclusion_of, ground_text
from stars.queries.results import BEFORE_RESULTS, aim_words, is_met, standing_of, target_of
from stars.queries.standing import StandingResult
from stars.rules.book import Category
from stars.rules.findings import percent
from stars.rules.plain import from_data
from stars.rules.rating import Step, cut
from stars.words import level_words


@dataclass(frozen=True)
class Part:
    """One source of the score: what it came to and its weight in percent, as people read them."""

    title: str
    shown: str
    weight: str


@dataclass(frozen=True)
class NotRated:
    """What only the person himself reads here: the ground, who decided, when, and what was said to it since."""

    clause: str
    text: str
    deciders: list[str]
    decided_on: datetime.date
    objections: list[ExclusionObjection]

    @property
    def waits(self) -> bool:
        """For an answer; only after it more can be said."""
        return any(not one.answer for one in self.objections)


@dataclass(frozen=True)
class WhyPage:
    """`counts`: ballots by mark in this entry's own meetings, empty where they were fewer than five. Never who scored
    what. `posting`: the newest posting of the results, if there was one."""

    entry: Entry
    category: Category
    result: StandingResult | None
    steps: list[str]
    parts: list[Part]
    counts: list[tuple[str, int]]
    articles: list[Said]
    target: Target | None
    met: bool | None
    posting: Posting | None
    not_rated: NotRated | None

    @property
    def level(self) -> str:
        return level_words(self.result.level) if self.result else ""

    @property
    def aim(self) -> str:
        """The target in words."""
        return aim_words(self.target)

    @property
    def is_posted(self) -> bool:
        return self.posting is not None and self.posting.runs_on(timezone.localdate())


def why_page(entry: Entry, *, own: bool = False) -> WhyPage:
    """`own`: opened by the person with his slip; only then a ground of exclusion is told. At most thirteen queries."""
    category = entry.table
    computed = entry.round.assessment.state not in BEFORE_RESULTS
    result = standing_of(entry) if computed else None
    target = target_of(entry)
    return WhyPage(
        entry=entry,
        category=category,
        result=result,
        steps=told_steps(category, result),
        parts=parts_of(category, result),
        counts=counts_of(category, entry) if result else [],
        articles=told_articles(category),
        target=target,
        met=is_met(target, result.level) if result else None,
        posting=posting_of(entry),
        not_rated=not_rated(entry) if own else None,
    )


def told_steps(category: Category, result: StandingResult | None) -> list[str]:
    return [told_step(from_data(Step, step), category) for step in result.explanation] if result else []


def parts_of(category: Category, result: StandingResult | None) -> list[Part]:
    steps = result.explanation if result else []
    detail = next((step["detail"] for step in steps if step["step"] == "score"), {})
    scores = detail.get("parts", {})
    return [
        Part(source.title, str(cut(Fraction(scores[source.key]))), percent(source.weight or 0))
        for source in category.sources
        if source.key in scores
    ]


def counts_of(category: Category, entry: Entry) -> list[tuple[str, int]]:
    counts = pooled_counts(entry.round).get(entry.pk, {})
    return [(option.title, counts[option.key]) for option in category.ballot if option.key in counts]


def posting_of(entry: Entry) -> Posting | None:
    found = Posting.objects.filter(round=entry.round, entry=None, kind=Posting.Kind.RESULTS)
    return found.order_by("number").last()


def not_rated(entry: Entry) -> NotRated | None:
    found = exclusion_of(entry)
    if found is None:
        return None
    deciders = [str(person) for person in found.deciders.all()]
    text = ground_text(entry.round, entry, found.clause)
    return NotRated(found.clause, text, deciders, found.decided_on, list(found.objections.all()))
