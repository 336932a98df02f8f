"""The clauses of a category as frozen values: levels, sources, shares, targets, grounds, benefits, ballots.

`reading` marks what the issued document leaves open and we read into it; the linter shows it.
"""

from dataclasses import dataclass
from decimal import Decimal


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
class BallotOption:
    """What a ballot offers for one subject, and what a mark there is worth out of 100."""

    key: str
    title: str
    points: Decimal


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
    """Where the document states what; a step of the explanation and a finding of the linter name it."""

    levels: str | None = None
    sources: str | None = None
    lifetime: str | None = None
    step_rule: str | None = None
    hand_vote: str | None = None
    grounds: str | None = None
    points: str | None = None
    posting: str | None = None


@dataclass(frozen=True)
class Benefit:
    """`settled_by_law`: the law decides who has it, a star must not; `family`: for the family too; `unlogged`:
    handing out is not kept per person (the use of a clinic)."""

    key: str
    text: str
    level: int
    provider: str | None = None
    months: int | None = None
    article: str | None = None
    family: bool = False
    settled_by_law: bool = False
    years_in_a_row: int | None = None
    unlogged: bool = False
