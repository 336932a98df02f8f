"""Targets of one category, a page at a time: what each may set out for, and where it stands."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from stars.assessing import TargetState
from stars.models import Entry, Round, Target
from stars.queries.entries import entries_in_order
from stars.rules.book import Category
from stars.words import level_words

ON_A_PAGE = 50
MISSING = "missing"
FILTERS = (MISSING, *TargetState.values)
LEVELS = range(5, 0, -1)


@dataclass(frozen=True)
class TargetRow:
    """`choices`: ("promote-4", words) of what the book and the level before allow."""

    entry: Entry
    table: Category

    @property
    def target(self) -> Target | None:
        return getattr(self.entry, "declared", None)

    @property
    def chosen(self) -> str:
        return aim_key(self.target.kind, self.target.level) if self.target else ""

    @property
    def words(self) -> str:
        return aim_words(self.target.kind, self.target.level) if self.target else ""

    @property
    def approved(self) -> bool:
        return self.target is not None and self.target.state == TargetState.APPROVED

    @property
    def choices(self) -> list[tuple[str, str]]:
        return aims(self.table, self.entry.previous_level)


def aim_key(kind: str, level: int) -> str:
    return f"{kind}-{level}"


def aim_words(kind: str, level: int) -> str:
    return f"{Target.Kind(kind).label} {level_words(level)}"


def aims(table: Category, before: int | None) -> list[tuple[str, str]]:
    """Every target that declare_target() would take, the highest first."""
    kinds = table.target.kinds if table.target else ()
    found = []
    if Target.Kind.PROMOTE in kinds:
        found += [(Target.Kind.PROMOTE, level) for level in LEVELS if before is None or level > before]
    if Target.Kind.KEEP in kinds:
        found += [(Target.Kind.KEEP, level) for level in LEVELS if before is None or level == before]
    return [(aim_key(kind, level), aim_words(kind, level)) for kind, level in found]


def aim_of(key: str) -> tuple[str, int]:
    """("promote", 4) of "promote-4"; ("", 0), which no book knows, of anything else."""
    kind, _dash, level = key.partition("-")
    return (kind, int(level)) if level in {str(one) for one in LEVELS} else ("", 0)


def filtered(round: Round, category: str, show: str) -> QuerySet[Entry]:
    found = entries_in_order(round, category).select_related("declared")
    if show == MISSING:
        return found.filter(declared=None)
    return found.filter(declared__state=show) if show in FILTERS else found


@dataclass(frozen=True)
class TargetPage:
    page: Page
    rows: tuple[TargetRow, ...]
    waiting: int


def target_page(round: Round, category: str, *, show: str = "", number: str | None = None) -> TargetPage:
    """Three queries. `waiting`: how many wait for a decision in the whole category."""
    table = round.version.book.categories[category]
    page = Paginator(filtered(round, category, show), ON_A_PAGE).get_page(number)
    rows = tuple(TargetRow(entry, table) for entry in page.object_list)
    declared = Q(entry__round=round, entry__subject__category=category, state=TargetState.DECLARED)
    return TargetPage(page, rows, Target.objects.filter(declared).count())


def target_row(round: Round, entry_id: int) -> TargetRow | None:
    found = Entry.objects.filter(round=round, pk=entry_id).select_related("subject", "declared")
    entry = found.first()
    return TargetRow(entry, round.version.book.categories[entry.subject.category]) if entry else None
