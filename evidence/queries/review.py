"""What the reviewer and the approver read: always a submission, never the village's draft."""

from dataclasses import dataclass

from evidence.changes import changes_between
from evidence.models import Demand, Dossier, Proposal, PublishedStar, Section, Submission, Verdict
from evidence.queries.contents import StarContent, star_contents
from evidence.queries.current import current_submission, standing_verdicts
from evidence.queries.privacy import PrivacyDoubt, privacy_doubts
from evidence.states import DossierState, SectionState
from stars.errors import WrongState


@dataclass(frozen=True)
class ReviewStar:
    """One star under review; `demands`: those of this and earlier submissions, drafts included."""

    section: Section
    content: StarContent
    verdict: Verdict | None
    demands: list[Demand]

    @property
    def key(self) -> str:
        return self.section.dimension

    @property
    def drafts(self) -> list[Demand]:
        return [demand for demand in self.demands if not demand.sent_with_id]

    @property
    def asked(self) -> list[tuple[Demand, str]]:
        """Each demand with its answer as handed in: what the village types meanwhile is its own."""
        told = {row["demand_id"]: row["answer"] for row in self.content.content["answers"]}
        return [(demand, told.get(demand.pk, "")) for demand in self.demands]

    @property
    def changed(self) -> bool:
        return bool(self.content.change and self.content.change.changed)

    @property
    def stands(self) -> bool:
        """A verdict is in force; a star handed in again, or never judged, waits for one."""
        return self.section.state in (SectionState.MEETS, SectionState.FALLS_SHORT)

    @property
    def note(self) -> str:
        """The reason in force."""
        waits = self.section.state == SectionState.WAITING
        return self.verdict.note if self.verdict and not waits else ""

    @property
    def earlier_note(self) -> str:
        """The reason of a return that was answered: to be read again, never to be given again unseen."""
        return self.verdict.note if self.verdict and not self.note else ""


@dataclass(frozen=True)
class ReviewPage:
    dossier: Dossier
    submission: Submission
    previous: Submission | None
    stars: list[ReviewStar]
    doubts: list[PrivacyDoubt]
    proposal: Proposal | None
    declined: Proposal | None

    @property
    def open(self) -> bool:
        return self.dossier.state == DossierState.SUBMITTED

    @property
    def to_be_signed(self) -> bool:
        return self.proposal is not None and self.dossier.state in (
            DossierState.PROPOSED,
            DossierState.POSTED,
        )

    @property
    def next(self) -> ReviewStar | None:
        """The first star without a verdict."""
        return next((star for star in self.stars if star.section.state == SectionState.WAITING), None)

    @property
    def proposed(self) -> list[ReviewStar]:
        return [star for star in self.stars if self.proposal and star.key in self.proposal.stars]

    @property
    def marked(self) -> list[ReviewStar]:
        return [star for star in self.stars if star.section.state == SectionState.MARKED]

    @property
    def ready(self) -> bool:
        """Every star applied for has met or fallen short."""
        return self.open and not self.next and not self.marked

    def star(self, key: str) -> ReviewStar | None:
        return next((star for star in self.stars if star.key == key), None)

    def after(self, key: str) -> ReviewStar | None:
        """The next star without a verdict behind `key`, else the first one."""
        keys = [star.key for star in self.stars]
        behind = self.stars[keys.index(key) + 1 :]
        waiting = [star for star in behind if star.section.state == SectionState.WAITING]
        return waiting[0] if waiting else (self.next if self.next and self.next.key != key else None)


def review_page(dossier: Dossier) -> ReviewPage | None:
    """The whole review of a dossier at a fixed number of queries; None before anything was submitted."""
    try:
        submission = current_submission(dossier)
    except WrongState:
        return None
    previous = dossier.submissions.filter(number__lt=submission.number).order_by("-number").first()
    changes = changes_between(previous.content, submission.content) if previous else {}
    contents = {
        star.key: star for star in star_contents(dossier.entry.round.table, submission.content, changes)
    }
    verdicts = standing_verdicts(dossier)
    sections = dossier.sections.filter(dimension__in=contents).prefetch_related("demands")
    proposals = list(
        Proposal.objects.filter(submission=submission).select_related("proposed_by", "declined_by")
    )
    return ReviewPage(
        dossier=dossier,
        submission=submission,
        previous=previous,
        stars=[review_star(section, contents, verdicts) for section in sections],
        doubts=privacy_doubts(dossier.entry.round.table, submission.content),
        proposal=next((one for one in proposals if one.declined_at is None), None),
        declined=next((one for one in reversed(proposals) if one.declined_at), None),
    )


def review_star(section: Section, contents: dict, verdicts: dict) -> ReviewStar:
    verdict = verdicts.get(section.dimension)
    return ReviewStar(section, contents[section.dimension], verdict, list(section.demands.all()))


def unreleased(dossier: Dossier) -> list[PublishedStar]:
    """Awarded stars whose text still waits for a second person's release."""
    return list(PublishedStar.objects.filter(publication__dossier=dossier, released=False))
