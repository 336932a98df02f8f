"""The village's own screens: its dossiers, and one dossier as a list of ten stars."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, Subquery

from evidence.access import can_edit_section, can_submit
from evidence.completeness import Missing
from evidence.models import Demand, Dossier, Section
from evidence.queries.completeness import missing_by_section, missing_text
from evidence.queries.reports import unplaced
from evidence.states import VILLAGE_LABELS, DossierState, SectionState, village_label
from stars.access import can_edit_any_star, villages_of
from stars.models import Phase
from stars.rules.book import Dimension

WITH_VILLAGE = frozenset({DossierState.FILLING, DossierState.RETURNED})


@dataclass(frozen=True)
class Deadline:
    """The last day for the village; `days` left (0 today, negative: passed); `hard` refuses afterwards."""

    ends_on: datetime.date
    hard: bool
    days: int

    @property
    def passed(self) -> bool:
        return self.days < 0

    @property
    def closed(self) -> bool:
        """Nothing can be changed or submitted any more."""
        return self.hard and self.passed

    @property
    def days_late(self) -> int:
        return -self.days


@dataclass(frozen=True)
class StarRow:
    """One star of the task list. `editable`: by this user, by post and by state."""

    section: Section
    dimension: Dimension
    missing: tuple[Missing, ...]
    editable: bool

    @property
    def label(self):
        return village_label(self.section.state)

    @property
    def state(self) -> str:
        return shown_state(self.section)

    @property
    def count(self) -> int:
        return sum(reason.count for reason in self.missing)

    @property
    def reasons(self) -> list[str]:
        return [missing_text(reason) for reason in self.missing]

    @property
    def demands_open(self) -> int:
        return sum(reason.count for reason in self.missing if reason.code == "demands")


@dataclass(frozen=True)
class NextStep:
    """The one thing to do: `code` is answer, fill, check, ask, wait, closed or signed; `row` where it is a star."""

    code: str
    row: StarRow | None = None


@dataclass(frozen=True)
class Board:
    dossier: Dossier
    rows: tuple[StarRow, ...]
    deadline: Deadline | None
    next_step: NextStep
    years: tuple[tuple[int, int], ...]
    reports: tuple

    @property
    def open_rows(self) -> list[StarRow]:
        return [row for row in self.rows if row.editable]

    @property
    def demands_open(self) -> int:
        return sum(row.demands_open for row in self.rows)

    @property
    def with_village(self) -> bool:
        return self.dossier.state in WITH_VILLAGE


def shown_state(section: Section) -> str:
    """The state whose icon the village sees: a verdict that was not sent looks like waiting."""
    return SectionState.WAITING if section.state in VILLAGE_LABELS else section.state


def own_dossiers(user) -> list[Dossier]:
    """Dossiers of the user's villages, newest year first; `begun` counts the stars with anything in them."""
    begun = Count("sections", filter=~Q(sections__state=SectionState.NOT_STARTED))
    found = Dossier.objects.filter(village__in=[village.pk for village in villages_of(user)])
    found = found.select_related("entry__round", "village").annotate(begun=begun)
    return list(found.order_by("-entry__round__year", "village__code", "-pk"))


def deadline_of(dossier: Dossier, today: datetime.date) -> Deadline | None:
    phase = Phase.objects.filter(round=dossier.entry.round, kind=Phase.Kind.FILL).first()
    if phase is None or dossier.state not in WITH_VILLAGE:
        return None
    # A hard day refuses the first submission only: what was returned may always be mended.
    hard = phase.hard and dossier.state == DossierState.FILLING
    return Deadline(phase.ends_on, hard, (phase.ends_on - today).days)


def board(user, dossier: Dossier, today: datetime.date) -> Board:
    """The dossier's page; `dossier` comes with entry, round, rulebook and village."""
    deadline = deadline_of(dossier, today)
    rows = star_rows(user, dossier, closed=bool(deadline and deadline.closed))
    years = Dossier.objects.filter(village=dossier.village).order_by("-entry__round__year", "-pk")
    undecided = Count("proposals", filter=Q(proposals__decision="open"))
    loose = Subquery(unplaced(dossier).order_by().values("dossier").annotate(n=Count("pk")).values("n"))
    return Board(
        dossier=dossier,
        rows=rows,
        deadline=deadline,
        next_step=NextStep("closed") if deadline and deadline.closed else next_step(user, dossier, rows),
        years=tuple(years.values_list("entry__round__year", "pk")),
        reports=tuple(
            dossier.reports.annotate(undecided=undecided, total=Count("proposals")).annotate(loose=loose)
        ),
    )


def open_stars(user, dossier: Dossier) -> list[tuple[str, str]]:
    """(key, title) of the stars that this user may change now."""
    sections = dossier.sections.prefetch_related("assigned_to")
    table = dossier.entry.round.table
    chosen = []
    for section in sections:
        section.dossier = dossier
        if section.is_open and can_edit_section(user, section):
            chosen.append((section.dimension, table.dimension(section.dimension).title))
    return chosen


def star_rows(user, dossier: Dossier, *, closed: bool = False) -> tuple[StarRow, ...]:
    """`closed`: the township's final day has passed, nothing is editable."""
    table = dossier.entry.round.table
    checks = {row.item: row for row in dossier.entry.self_checks.all()}
    parts = ["figures", "evidence", Prefetch("demands", Demand.objects.exclude(sent_with=None))]
    if not can_edit_any_star(user, dossier.village):
        parts.append("assigned_to")
    sections = list(dossier.sections.prefetch_related(*parts))
    missing = missing_by_section(sections, table, checks)
    for section in sections:
        section.dossier = dossier
    return tuple(
        StarRow(
            section=section,
            dimension=table.dimension(section.dimension),
            missing=missing[section.pk],
            editable=not closed and section.is_open and can_edit_section(user, section),
        )
        for section in sections
    )


def next_step(user, dossier: Dossier, rows: tuple[StarRow, ...]) -> NextStep:
    """Demands first, then the star that was begun, then the first that was not, then handing in."""
    if dossier.state == DossierState.SIGNED:
        return NextStep("signed")
    if dossier.state not in WITH_VILLAGE:
        return NextStep("wait")
    mine = [row for row in rows if row.editable]
    for row in mine:
        if row.demands_open:
            return NextStep("answer", row)
    if dossier.state == DossierState.FILLING:
        wanting = sorted(
            (row for row in mine if row.missing),
            key=lambda row: row.section.state == SectionState.NOT_STARTED,
        )
        if wanting:
            return NextStep("fill", wanting[0])
    return NextStep("check" if can_submit(user, dossier) else "ask")
