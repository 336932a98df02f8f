"""How the posting of a proposal stands, for the desk."""

from dataclasses import dataclass

from django.utils import timezone

from evidence.models import Dossier, Proposal
from evidence.posting_errors import POSTING_OBSTACLES
from evidence.states import DossierState
from stars.models import Posting
from stars.queries.notices import Notice
from stars.queries.objections import ObjectionRow, objection_rows
from stars.queries.postings import obstacles

KIND = Posting.Kind.STARS
ABOVE = ("organisation__parent__parent", "started_by", "taken_down_by", "entry")


@dataclass(frozen=True)
class StarPosting:
    """`notice`: the newest posting, None before the first; `obstacle`: why the proposal cannot be signed yet."""

    notice: Notice | None
    obstacle: str
    to_post: bool

    @property
    def stands(self) -> bool:
        return self.notice is not None and self.notice.posting.taken_down_on is None


def star_posting(dossier: Dossier, proposal: Proposal | None) -> StarPosting | None:
    """None where the rulebook has no posting days, or nothing is proposed that could be posted. Three queries."""
    if not dossier.entry.round.table.posting_days or proposal is None or not proposal.stars:
        return None
    newest = star_postings(dossier)[:1]
    found = []
    if dossier.state in (DossierState.PROPOSED, DossierState.POSTED):
        found = obstacles(dossier.entry.round, KIND, dossier.entry)
    return StarPosting(
        notice=newest[0] if newest else None,
        obstacle=str(POSTING_OBSTACLES[found[0]]) if found else "",
        to_post=dossier.state == DossierState.PROPOSED,
    )


def star_postings(dossier: Dossier, **which) -> list[Notice]:
    """Newest first."""
    found = Posting.objects.filter(entry=dossier.entry, kind=KIND, **which)
    rows = found.select_related(*ABOVE).order_by("-number")
    return [notice_of(row, dossier) for row in rows]


def notice_of(posting: Posting, dossier: Dossier) -> Notice:
    posting.round = dossier.entry.round
    return Notice(posting, timezone.localdate())


def star_objections(user, notices: list[Notice]) -> list[ObjectionRow]:
    return objection_rows(user, [notice.posting for notice in notices])
