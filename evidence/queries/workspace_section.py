"""The page of one star: what it asks, what is there, what is missing."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from evidence.access import can_assign, can_edit_section
from evidence.completeness import missing_of
from evidence.models import Demand, Dossier, Evidence, EvidenceRevision, Figure, Section
from evidence.queries.completeness import missing_text, section_facts
from evidence.queries.workspace import Deadline, deadline_of, shown_state
from evidence.states import village_label
from stars.models import Membership, Post, SelfCheck
from stars.rules.book import Dimension, FigureSpec, Item

LOCKED = {
    "state": _(
        "This star is with the township now. You can read it; it opens again if the township returns it."
    ),
    "person": _("You can read this star. To change it, ask your secretary to assign it to you."),
    "deadline": _("The last day has passed and the township set it as final. You can read this star."),
}
EMPTY_FIGURES = 1


@dataclass(frozen=True)
class ItemRow:
    item: Item
    answer: SelfCheck | None

    @property
    def value(self) -> str:
        return self.answer.answer if self.answer else ""

    @property
    def note(self) -> str:
        return self.answer.note if self.answer else ""


@dataclass(frozen=True)
class SectionPage:
    """`locked` is a key of LOCKED, or empty when this user may change the star now."""

    dossier: Dossier
    section: Section
    dimension: Dimension
    locked: str
    deadline: Deadline | None
    items: tuple[ItemRow, ...]
    figures: tuple[tuple[FigureSpec | None, Figure | None], ...]
    evidence: tuple[Evidence, ...]
    demands: tuple[Demand, ...]
    missing: tuple[tuple[str, str], ...]
    previous: Dimension | None
    following: Dimension | None
    may_assign: bool

    @property
    def label(self):
        return village_label(self.section.state)

    @property
    def state(self) -> str:
        return shown_state(self.section)

    @property
    def locked_text(self):
        return LOCKED.get(self.locked, "")


def read_section(dossier: Dossier, star: str) -> Section | None:
    """The section with everything that its page shows."""
    revisions = Prefetch("evidence__revisions", EvidenceRevision.objects.select_related("file"))
    demands = Prefetch("demands", Demand.objects.exclude(sent_with=None))
    found = dossier.sections.prefetch_related("figures", "evidence", revisions, demands, "assigned_to")
    section = found.filter(dimension=star).first()
    if section:
        section.dossier = dossier
    return section


def section_page(user, dossier: Dossier, section: Section, today: datetime.date) -> SectionPage:
    """`section` comes from read_section."""
    dimensions = dossier.entry.round.table.dimensions
    place = [dimension.key for dimension in dimensions].index(section.dimension)
    dimension, deadline = dimensions[place], deadline_of(dossier, today)
    own = [item.key for item in dimension.items]
    checks = {row.item: row for row in dossier.entry.self_checks.filter(item__in=own)}
    reasons = missing_of(section_facts(section, dimension, checks))
    return SectionPage(
        dossier=dossier,
        section=section,
        dimension=dimension,
        locked=lock_reason(user, section, deadline),
        deadline=deadline,
        items=tuple(ItemRow(item, checks.get(item.key)) for item in dimension.items),
        figures=figure_rows(dimension, list(section.figures.all())),
        evidence=tuple(section.evidence.all()),
        demands=tuple(section.demands.all()),
        missing=tuple((reason.anchor, missing_text(reason)) for reason in reasons),
        previous=dimensions[place - 1] if place else None,
        following=dimensions[place + 1] if place + 1 < len(dimensions) else None,
        may_assign=can_assign(user, dossier),
    )


def lock_reason(user, section: Section, deadline: Deadline | None) -> str:
    if not section.is_open:
        return "state"
    if not can_edit_section(user, section):
        return "person"
    return "deadline" if deadline and deadline.hard and deadline.passed else ""


def locked_stars(user, dossier: Dossier, today: datetime.date) -> dict[str, str]:
    """Star → why this user cannot change it now; stars that can be changed are left out."""
    deadline, found = deadline_of(dossier, today), {}
    for section in dossier.sections.prefetch_related("assigned_to"):
        section.dossier = dossier
        if reason := lock_reason(user, section, deadline):
            found[section.dimension] = str(LOCKED[reason])
    return found


def figure_rows(dimension: Dimension, figures: list[Figure]):
    """The book's figures in its order, filled where the village has them, then the village's own."""
    rows: list[tuple[FigureSpec | None, Figure | None]] = []
    for spec in dimension.figures:
        filled = [figure for figure in figures if figure.key == spec.key]
        rows += [(spec, figure) for figure in filled] or [(spec, None)]
    known = {spec.key for spec in dimension.figures}
    own = [(None, figure) for figure in figures if figure.key not in known]
    return tuple(rows + own + [(None, None)] * EMPTY_FIGURES)


def committee_members(dossier: Dossier) -> list[Membership]:
    """Whom the secretary may assign a star to."""
    held = Membership.objects.in_force().filter(organisation=dossier.village, post=Post.MEMBER)
    return list(held.select_related("user").order_by("user__name", "pk"))
