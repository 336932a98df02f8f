"""The page of a round's postings and objections, inside the village."""

from dataclasses import dataclass

from django.utils import timezone

from stars.assessing import AssessmentState
from stars.errors import Refusal
from stars.models import Posting, Round
from stars.queries.notices import Notice
from stars.queries.objections import ObjectionRow, objection_rows
from stars.queries.posting_drafts import categories_with_posted_targets, draft_posting
from stars.queries.postings import OBSTACLES, filing_obstacles

ABOVE = ("organisation__parent__parent", "started_by", "taken_down_by")


@dataclass(frozen=True)
class PostingsPage:
    """`kind`: what can be posted now, "" if nothing; `refusal`: what stands in its way; `obstacles`: why posted
    results may not be filed yet, in words."""

    notices: list[Notice]
    objections: list[ObjectionRow]
    kind: str
    refusal: str
    obstacles: list[str]

    @property
    def running(self) -> list[Notice]:
        return [notice for notice in self.notices if notice.running]

    @property
    def undecided(self) -> list[ObjectionRow]:
        return [row for row in self.objections if row.undecided]


def postings_page(user, round: Round) -> PostingsPage:
    """At a fixed number of queries, whatever the number of entries, postings and objections."""
    today = timezone.localdate()
    found = list(Posting.objects.filter(round=round).select_related(*ABOVE).order_by("-pk"))
    for posting in found:
        posting.round = round
    kind = kind_now(round)
    posted = round.assessment.state == AssessmentState.POSTED
    return PostingsPage(
        notices=[Notice(posting, today) for posting in found],
        objections=objection_rows(user, found),
        kind=kind,
        refusal=refusal_of(round, kind) if kind else "",
        obstacles=[str(OBSTACLES[code]) for code in filing_obstacles(round)] if posted else [],
    )


def kind_now(round: Round) -> str:
    """Targets while the round is prepared, where its book posts them; results once they are computed."""
    state = round.assessment.state
    if state == AssessmentState.PREPARING and categories_with_posted_targets(round):
        return Posting.Kind.TARGETS
    return Posting.Kind.RESULTS if state == AssessmentState.RATED else ""


def refusal_of(round: Round, kind: str, category: str = "") -> str:
    """The words of the refusal that posting would meet; empty if none."""
    try:
        draft_of(round, kind, category)
    except Refusal as refusal:
        return str(refusal.message)
    return ""


def draft_of(round: Round, kind: str, category: str = "") -> Posting:
    """What would be posted; raises the refusal in its way."""
    assessment = round.assessment
    assessment.round, assessment.village = round, round.organiser
    return draft_posting(assessment, kind, category)


def posting_inside(round: Round, **which) -> Posting | None:
    found = Posting.objects.filter(round=round, entry=None, **which).select_related(*ABOVE).first()
    if found is not None:
        found.round = round
    return found
