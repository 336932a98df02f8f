"""What a rulebook holds, as frozen values. The same shape carries ten stars and the five roles.

`reading` marks what the issued document leaves open and we read into it; the linter shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from stars.rules.terms import (
    Articles,
    BallotOption,
    Benefit,
    Clause,
    Goal,
    Ground,
    Level,
    NotCarried,
    Quota,
    Source,
    Target,
)


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
class Category:
    """Who is rated under which table.

    `meetings`: which the book knows, of representatives, members, branch (it nominates), group (of villagers).
    `posting_unit`: "calendar" or "working" days. `ballot`: empty where the book has no meeting.
    """

    key: str
    title: str
    award: str = "level"
    dimensions: tuple[Dimension, ...] = ()
    levels: tuple[Level, ...] = ()
    sources: tuple[Source, ...] = ()
    ballot: tuple[BallotOption, ...] = ()
    meetings: tuple[str, ...] = ()
    quotas: tuple[Quota, ...] = ()
    goals: tuple[Goal, ...] = ()
    grounds: tuple[Ground, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    step_rule: str | None = None
    lifetime_level: int | None = None
    hand_vote_level: int | None = None
    posting_days: int = 0
    posting_unit: str = "calendar"
    readings: tuple[str, ...] = ()
    articles: Articles = field(default_factory=Articles)
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
