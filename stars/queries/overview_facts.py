"""What stands behind the overview of a round: counts, read in a fixed number of queries."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from stars.assessing import UNDECIDED_OBJECTIONS, AssessmentState, MeetingState, TargetState
from stars.models import (
    Award,
    BenefitCard,
    Entry,
    Filing,
    Meeting,
    Objection,
    PanelScore,
    PanelSeat,
    Posting,
    RatingRun,
    Round,
    Subject,
    SubjectImport,
    Target,
)
from stars.queries.cards import card_benefits
from stars.rules.book import Category


@dataclass(frozen=True)
class CategoryCount:
    """One category: who is on the village's list, who is in the round, and how far their targets are.

    `topped`: at five stars and without a target; where the book knows no keeping there is none for them.
    """

    table: Category
    present: int = 0
    entries: int = 0
    declared: int = 0
    approved: int = 0
    refused: int = 0
    applied: int = 0
    topped: int = 0

    @property
    def with_target(self) -> int:
        return self.declared + self.approved

    @property
    def without_target(self) -> int:
        if self.table.target is None:
            return 0
        missing = self.entries - self.with_target - self.refused
        return missing if Target.Kind.KEEP in self.table.target.kinds else missing - self.topped

    @property
    def undecided(self) -> int:
        return self.declared if self.table.target and self.table.target.approved else 0

    @property
    def not_applied(self) -> int:
        return self.entries - self.applied if self.table.applies_himself else 0


@dataclass(frozen=True)
class Facts:
    state: str
    categories: tuple[CategoryCount, ...]
    imports: int
    meetings: dict[str, int]
    seats: int
    scorers: frozenset[int]
    rated: frozenset[str]
    ties: int
    postings: dict[str, Posting]
    objections: int
    filing: Filing | None
    awards: int
    cards: int
    cards_due: int
    today: datetime.date = field(default_factory=timezone.localdate)

    def sum(self, name: str) -> int:
        return sum(getattr(one, name) for one in self.categories)

    @cached_property
    def entries(self) -> int:
        return self.sum("entries")

    @property
    def preparing(self) -> bool:
        return self.state == AssessmentState.PREPARING

    @cached_property
    def has_targets(self) -> bool:
        return any(one.table.target for one in self.categories)

    @cached_property
    def targets_are_posted(self) -> bool:
        """Whether the book wants it."""
        return any(one.table.target and one.table.target.posted for one in self.categories)

    @cached_property
    def applies_himself(self) -> bool:
        return any(one.table.applies_himself for one in self.categories)

    @property
    def meetings_open(self) -> int:
        return sum(self.meetings.get(state, 0) for state in (MeetingState.PLANNED, MeetingState.OPEN))

    @property
    def meetings_closed(self) -> int:
        return self.meetings.get(MeetingState.CLOSED, 0)


def overview_facts(round: Round) -> Facts:
    """Ten queries; `round` comes with its assessment and its version."""
    runs = list(RatingRun.objects.filter(round=round).values_list("category", "number", "content__ties"))
    newest = {category: ties for category, _number, ties in sorted(runs, key=lambda run: run[1])}
    postings = Posting.objects.filter(round=round, entry=None).order_by("number")
    return Facts(
        state=round.assessment.state,
        categories=category_counts(round),
        imports=SubjectImport.objects.filter(round=round, taken_at=None).count(),
        meetings=dict(
            Meeting.objects.filter(round=round).order_by().values_list("state").annotate(n=Count("pk"))
        ),
        seats=PanelSeat.objects.filter(round=round, scores=True, excused=False).count(),
        scorers=frozenset(
            PanelScore.objects.filter(entry__round=round).values_list("scorer", flat=True).distinct()
        ),
        rated=frozenset(newest),
        ties=sum(len(ties or ()) for ties in newest.values()),
        postings={row.kind: row for row in postings.defer("content")},
        objections=Objection.objects.filter(posting__round=round, state__in=UNDECIDED_OBJECTIONS).count(),
        filing=Filing.objects.filter(round=round).defer("content").order_by("-number").first(),
        **awarded(round),
    )


def awarded(round: Round) -> dict[str, int]:
    """`cards_due`: levels of which the rulebook says that they bring a card, and that have none."""
    kept = Exists(BenefitCard.objects.filter(award=OuterRef("pk"), withdrawn_on=None))
    levels = Award.objects.filter(entry__round=round, withdrawn_on=None).annotate(has_card=kept)
    rows = list(levels.values_list("level", "entry__subject__category", "has_card"))
    tables = round.version.book.categories
    due = [level for level, key, has_card in rows if not has_card and card_benefits(tables[key], level)]
    return {"awards": len(rows), "cards": sum(row[2] for row in rows), "cards_due": len(due)}


def category_counts(round: Round) -> tuple[CategoryCount, ...]:
    """In the order of the book; two queries."""
    tables = round.version.book.categories
    own = Subject.objects.present().filter(owner=round.organiser_id, category__in=tables).order_by()
    present = dict(own.values_list("category").annotate(n=Count("pk")))
    # The relation is called "declared" itself: counts of states take another name on the way.
    targets = {f"n_{state}": Count("pk", filter=Q(declared__state=state)) for state in TargetState.values}
    counted = Entry.objects.filter(round=round).order_by().values(category=F("subject__category"))
    topped = Count("pk", filter=Q(declared=None, previous_level=5))
    rows = counted.annotate(entries=Count("pk"), applied=Count("applied_on"), topped=topped, **targets)
    found = {}
    for row in rows:
        key = row.pop("category")
        found[key] = {name.removeprefix("n_"): n for name, n in row.items()}
    return tuple(
        CategoryCount(table, present.get(key, 0), **found.get(key, {})) for key, table in tables.items()
    )
