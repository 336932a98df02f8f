"""One imported report as the village decides on it: doubts, then star by star, then what fits no star."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from evidence.models import Dossier, ReportImport, ReportProposal
from evidence.reports.reasons import DOUBTS, nature_of
from stars.rules.book import Dimension

Kind = ReportProposal.Kind


@dataclass(frozen=True)
class Found:
    """A proposal with its reason in words (doubts only)."""

    row: ReportProposal
    why: str = ""

    @property
    def open(self) -> bool:
        return self.row.decision == ReportProposal.Decision.OPEN

    @property
    def nature(self) -> str:
        """What can be done about a doubt (evidence.reports.reasons); empty for other proposals."""
        return nature_of(self.row.content["why"]) if self.row.kind == Kind.DOUBT else ""


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
    def acceptable(self) -> int:
        return sum(star.open for star in self.stars)


def report_page(dossier: Dossier, report: ReportImport) -> ReportPage:
    rows = list(report.proposals.all())
    dimensions = dossier.entry.round.table.dimensions

    def of(kind, dimension: str | None = None):
        chosen = (row for row in rows if row.kind == kind and dimension in (None, row.dimension))
        return tuple(Found(row, why_of(row)) for row in chosen)

    stars = (StarProposals(d, of(Kind.TEXT, d.key), of(Kind.FIGURE, d.key)) for d in dimensions)
    return ReportPage(
        report=report,
        doubts=of(Kind.DOUBT),
        stars=tuple(star for star in stars if star.texts or star.figures),
        unassigned=of(Kind.UNASSIGNED),
        choices=tuple((dimension.key, dimension.title) for dimension in dimensions),
        total=len(rows),
        decided=sum(row.decision != ReportProposal.Decision.OPEN for row in rows),
        pictures=tuple(unplaced(dossier).prefetch_related("revisions__file")),
    )


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
