"""What a rulebook holds, as frozen values. The same shape carries ten stars and the five roles.

`reading` marks what the issued document leaves open and we read into it; the linter shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class FigureSpec:
    """A figure that a dimension usually reports; `words` help the report importer to recognise it."""

    key: str
    label: str
    unit: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """A scored or checked line; `points` is None where the book gives none."""

    key: str
    text: str
    points: Decimal | None = None
    evidence: tuple[str, ...] = ()
    article: str | None = None
    not_applicable: bool = False
    reading: bool = False


@dataclass(frozen=True)
class Dimension:
    """One of the ten stars, or one of the five roles. `release`: "normal" or "second_person";
    `misfit`: the document puts a text here that belongs under another heading."""

    key: str
    title: str
    points: Decimal | None = None
    article: str | None = None
    release: str = "normal"
    items: tuple[Item, ...] = ()
    figures: tuple[FigureSpec, ...] = ()
    misfit: bool = False


@dataclass(frozen=True)
class Level:
    """From `lower` points (included) to `upper` (not included; None: to the top) a subject has this level."""

    level: int
    lower: Decimal
    upper: Decimal | None = None


@dataclass(frozen=True)
class Source:
    """One source of the composed score; `weight` is a share of 1, None where the book states none."""

    key: str
    title: str
    weight: Decimal | None = None


@dataclass(frozen=True)
class Quota:
    """At most (`kind` cap) or about (`kind` about) this share of the category may have the level."""

    level: int
    share: Decimal
    kind: str
    article: str | None = None
    reading: bool = False


@dataclass(frozen=True)
class Goal:
    """A target of the book: this share at the level or above, within so many years."""

    level: int
    share: Decimal
    years: int | None = None
    article: str | None = None


@dataclass(frozen=True)
class Ground:
    """A clause under which somebody may not be rated. Off until a county switches it on with a legal basis.

    `concerns`: what it is about; `period_missing`: the document says "within" and forgets within what.
    """

    clause: str
    text: str
    concerns: str
    period_missing: bool = False


@dataclass(frozen=True)
class NotCarried:
    """A demand of the document that the product does not carry, and why (petition, speech, belief, …)."""

    article: str
    why: str
    text: str


@dataclass(frozen=True)
class Clause:
    """A sentence of the document, in our words, that the linter reads (another village's name, say)."""

    article: str
    text: str


@dataclass(frozen=True)
class Target:
    """How a target is declared: `kinds` promote or keep; whether the branch approves it and posts it."""

    kinds: tuple[str, ...]
    approved: bool
    posted: bool
    article: str | None = None


@dataclass(frozen=True)
class Articles:
    """Where the document states what; a step of the explanation names it."""

    levels: str | None = None
    sources: str | None = None
    lifetime: str | None = None
    step_rule: str | None = None
    hand_vote: str | None = None
    grounds: str | None = None


@dataclass(frozen=True)
class Benefit:
    """`settled_by_law`: the law decides who has it, a star must not; `family`: for the family too."""

    key: str
    text: str
    level: int
    provider: str | None = None
    months: int | None = None
    article: str | None = None
    family: bool = False
    settled_by_law: bool = False
    years_in_a_row: int | None = None


@dataclass(frozen=True)
class Category:
    """Who is rated under which table."""

    key: str
    title: str
    award: str = "level"
    dimensions: tuple[Dimension, ...] = ()
    levels: tuple[Level, ...] = ()
    sources: tuple[Source, ...] = ()
    quotas: tuple[Quota, ...] = ()
    goals: tuple[Goal, ...] = ()
    grounds: tuple[Ground, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    step_rule: str | None = None
    lifetime_level: int | None = None
    hand_vote_level: int | None = None
    posting_days: int = 0
    readings: tuple[str, ...] = ()
    articles: Articles = Articles()
    not_carried: tuple[NotCarried, ...] = ()
    target: Target | None = None
    applies_himself: bool = False

    def dimension(self, key: str) -> Dimension:
        """The dimension with this key; KeyError if there is none."""
        for dimension in self.dimensions:
            if dimension.key == key:
                return dimension
        raise KeyError(key)


@dataclass(frozen=True)
class Book:
    """A rulebook; `period` is "year" or "half_year", `note` says what is to be confirmed and by whom."""

    key: str
    title: str
    issuer: str
    period: str
    note: str = ""
    readings: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    categories: Mapping[str, Category] = field(default_factory=dict)
