"""One imported report as the village decides on it: doubts, then star by star, then what fits no star."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evidence.models import Dossier, Figure, ReportImport, ReportProposal
from evidence.reports.reasons import DOUBTS, IN_PLACE, nature_of
from evidence.text.figures import parse_figure
from stars.rules.book import Dimension

Kind = ReportProposal.Kind


@dataclass(frozen=True)
class Found:
    """A proposal with its reason in words (doubts only)."""

    row: ReportProposal
    why: str = ""
    locked: str = ""  # why its star cannot be changed now
    now: Figure | None = None  # the star's own figure that this one is about

    @property
    def open(self) -> bool:
        return self.row.decision == ReportProposal.Decision.OPEN

    @property
    def nature(self) -> str:
        """What can be done about a doubt (evidence.reports.reasons); empty for other proposals."""
        return nature_of(self.row.content["why"]) if self.row.kind == Kind.DOUBT else ""

    @property
    def same(self) -> bool:
        """Whether the star's own figure says just this."""
        content = self.row.content
        value = content.get("number") or content["value"]
        try:
            value = parse_figure(value).text
        except ValueError:
            return False
        return bool(self.now) and (self.now.value, self.now.unit) == (value, content["unit"])

    @property
    def acceptable(self) -> bool:
        """Whether accepting everything takes it: open, its star unlocked, no other value replaced."""
        return self.open and not self.locked and (self.now is None or self.same)


@dataclass(frozen=True)
class StarProposals:
    dimension: Dimension
    texts: tuple[Found, ...]
    figures: tuple[Found, ...]

    @property
    def open(self) -> int:
        return sum(found.open for found in self.texts + self.figures)


@dataclass(frozen=True)
class ReportPage:
    report: ReportImport
    doubts: tuple[Found, ...]
    stars: tuple[StarProposals, ...]
    unassigned: tuple[Found, ...]
    choices: tuple[tuple[str, str], ...]
    total: int
    decided: int
    pictures: tuple

    @property
    def proposals(self) -> list[ReportProposal]:
        """All that are still to be decided."""
        placed = [found for star in self.stars for found in star.texts + star.figures]
        return [found.row for found in (*self.doubts, *placed, *self.unassigned) if found.open]

    @property
    def acceptable(self) -> int:
        return sum(found.acceptable for star in self.stars for found in star.texts + star.figures)


def report_page(dossier: Dossier, report: ReportImport, locked: dict[str, str]) -> ReportPage:
    """`locked`: star → why it cannot be changed now (evidence.queries.workspace_section.locked_stars)."""
    rows = list(report.proposals.all())
    dimensions = dossier.entry.round.table.dimensions
    figures = figures_by_star(dossier)

    def found(row):
        now = standing(figures.get(row.dimension, ()), row.content) if row.kind == Kind.FIGURE else None
        return Found(row, why_of(row), lock_of(row, locked, len(dimensions)), now)

    def of(kind, dimension: str | None = None):
        return tuple(found(row) for row in rows if row.kind == kind and dimension in (None, row.dimension))

    stars = (StarProposals(d, of(Kind.TEXT, d.key), of(Kind.FIGURE, d.key)) for d in dimensions)
    return ReportPage(
        report=report,
        doubts=of(Kind.DOUBT),
        stars=tuple(star for star in stars if star.texts or star.figures),
        unassigned=of(Kind.UNASSIGNED),
        choices=tuple((d.key, d.title) for d in dimensions if d.key not in locked),
        total=len(rows),
        decided=sum(row.decision != ReportProposal.Decision.OPEN for row in rows),
        pictures=tuple(unplaced(dossier).prefetch_related("revisions__file")),
    )


def figures_by_star(dossier: Dossier) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in Figure.objects.filter(section__dossier=dossier).select_related("section"):
        found.setdefault(figure.section.dimension, []).append(figure)
    return found


def standing(figures: Iterable[Figure], content: dict) -> Figure | None:
    """The star's own figure that a proposed one is about: the same key, or the same words with the same unit."""
    key, words = content.get("figure_key"), (content["label"], content["unit"])
    figures = list(figures)
    by_key = (figure for figure in figures if key and figure.key == key)
    by_words = (figure for figure in figures if (figure.label, figure.unit) == words)
    return next(by_key, None) or next(by_words, None)


def lock_of(row: ReportProposal, locked: dict[str, str], stars: int) -> str:
    """What stands in its star waits for that star; other text can go to any that is open."""
    bound = row.kind in (Kind.TEXT, Kind.FIGURE) or nature_of(row.content.get("why", "")) == IN_PLACE
    if bound:
        return locked.get(row.dimension, "")
    return next(iter(locked.values()), "") if len(locked) == stars else ""


def unplaced(dossier: Dossier):
    """Pictures of the reports that stand under no star yet; the reports themselves stay where they are."""
    originals = dossier.reports.exclude(evidence=None).values("evidence")
    return dossier.evidence.filter(section=None).exclude(pk__in=originals)


def why_of(row: ReportProposal) -> str:
    if row.kind != Kind.DOUBT:
        return ""
    if row.content["why"] == "picture_refused":
        return _("This picture of the report could not be taken. Add it to its star by hand.")
    return _(DOUBTS[row.content["why"]])
