"""The township's desk: villages × stars, what waits for whom."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.access import can_review, can_sign, visible_dossiers
from evidence.models import Dossier
from evidence.queries.desk_postings import DeskPosting, desk_postings, posting_holds_up, posting_waits
from evidence.states import DossierState, SectionState
from stars.models import Phase, Round

NOT_HANDED_IN = SectionState.NOT_STARTED
TO_BE_SIGNED = frozenset({DossierState.PROPOSED, DossierState.POSTED})
UNDECIDED = frozenset({SectionState.WAITING, SectionState.MARKED})


@dataclass(frozen=True)
class Cell:
    """One star of one village; `key` only where its section can be opened."""

    title: str
    key: str
    state: str
    label: str


@dataclass(frozen=True)
class DeskRow:
    """One village. `waits`: what waits for the reader, empty if nothing; `page`: the name of the address where."""

    dossier: Dossier
    cells: list[Cell]
    waits: str
    page: str
    posting: DeskPosting | None


@dataclass(frozen=True)
class DeskPage:
    rows: list[DeskRow]
    rounds: list[Round]
    round: Round | None
    titles: list[str]
    days: dict[str, int]

    @property
    def waiting(self) -> list[DeskRow]:
        return [row for row in self.rows if row.waits]

    @property
    def legend(self) -> list[tuple[str, str]]:
        """State and word of every icon that occurs, in the order of a star's life."""
        found = {cell.state: cell.label for row in self.rows for cell in row.cells}
        return [(state, found[state]) for state in SectionState.values if state in found]


def desk_page(user, round_id: int | None = None) -> DeskPage:
    """The newest round that the reader sees, or the one asked for; villages in code order, never a rank."""
    visible = visible_dossiers(user)
    rounds = list(
        Round.objects.filter(entries__dossier__in=visible).select_related("version", "organiser").distinct()
    )
    chosen = next((one for one in rounds if one.pk == round_id), rounds[0] if rounds else None)
    if chosen is None:
        return DeskPage([], [], None, [], {})
    related = ("village__parent__parent", "entry")
    found = visible.filter(entry__round=chosen).select_related(*related).prefetch_related("sections")
    titles = {dimension.key: dimension.title for dimension in chosen.table.dimensions}
    today = timezone.localdate()
    phases, postings = Phase.objects.filter(round=chosen), desk_postings(chosen)
    found = found.order_by("village__code")
    return DeskPage(
        rows=[desk_row(user, dossier, titles, postings.get(dossier.pk)) for dossier in found],
        rounds=rounds,
        round=chosen,
        titles=list(titles.values()),
        days={phase.kind: (phase.ends_on - today).days for phase in phases},
    )


def desk_row(user, dossier: Dossier, titles: dict[str, str], posting: DeskPosting | None) -> DeskRow:
    sections = list(dossier.sections.all())
    handed_in = dossier.state != DossierState.FILLING
    cells = [cell(section, titles[section.dimension], handed_in) for section in sections]
    posted = posting_waits(user, dossier, posting) if posting else ""
    if posted:
        return DeskRow(dossier, cells, posted, "desk_postings", posting)
    waits = "" if posting_holds_up(dossier, posting) else waits_for(user, dossier, sections)
    page = "sign" if dossier.state in TO_BE_SIGNED else "review_dossier"
    return DeskRow(dossier, cells, waits, page, posting)


def cell(section, title: str, handed_in: bool) -> Cell:
    """What was not handed in is the village's own: the township sees no state of it."""
    if not handed_in:
        return Cell(title, "", NOT_HANDED_IN, _("With the village"))
    if section.state == SectionState.NOT_APPLIED:
        return Cell(title, "", section.state, section.get_state_display())
    return Cell(title, section.dimension, section.state, section.get_state_display())


def waits_for(user, dossier: Dossier, sections) -> str:
    """What this dossier wants of the reader, in words."""
    if dossier.state == DossierState.SUBMITTED and can_review(user, dossier):
        open_stars = sum(1 for section in sections if section.state == SectionState.WAITING)
        if open_stars:
            return _("%d stars to review") % open_stars
        if any(section.state == SectionState.MARKED for section in sections):
            return _("The return is not sent yet")
        return _("Ready for your proposal")
    if dossier.state in TO_BE_SIGNED and can_sign(user, dossier):
        return _("Waits for your sign-off")
    return ""
