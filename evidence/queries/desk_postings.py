"""What the desk tells of postings, for a whole round at once."""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.access import can_review, can_sign
from evidence.models import Dossier, Proposal
from evidence.states import DossierState
from stars.assessing import UNDECIDED_OBJECTIONS
from stars.models import Objection, Posting, Round

KIND = Posting.Kind.STARS


@dataclass(frozen=True)
class DeskPosting:
    """One dossier. `ends_on`: of the posting that stands, None if there is none; `undecided`: objections."""

    to_post: bool
    ends_on: datetime.date | None
    undecided: int

    @property
    def days_left(self) -> int:
        """Below nought once it is over."""
        return (self.ends_on - timezone.localdate()).days if self.ends_on else -1

    @property
    def words(self) -> str:
        if self.ends_on is None:
            return ""
        if self.days_left < 0:
            return _("posting over")
        words = ngettext("%(n)s day left", "%(n)s days left", self.days_left)
        return words % {"n": self.days_left} if self.days_left else _("last day")


def desk_postings(round: Round) -> dict[int, DeskPosting]:
    """Dossier → its posting; empty, without a query, where the rulebook has no posting days. Else three queries."""
    if not round.table.posting_days:
        return {}
    standing = Posting.objects.filter(round=round, kind=KIND, taken_down_on=None).order_by("number")
    ends = dict(standing.values_list("entry__dossier", "ends_on"))
    objections = Objection.objects.filter(posting__round=round, state__in=UNDECIDED_OBJECTIONS)
    open_ones = objections.order_by("posting__entry__dossier").values_list("posting__entry__dossier")
    undecided = dict(open_ones.annotate(count=Count("pk")))
    proposals = Proposal.objects.filter(submission__dossier__entry__round=round, declined_at=None)
    starred = {key for key, stars in proposals.values_list("submission__dossier", "stars") if stars}
    return {
        key: DeskPosting(key in starred, ends.get(key), undecided.get(key, 0))
        for key in starred | set(ends) | set(undecided)
    }


def posting_waits(user, dossier: Dossier, posting: DeskPosting) -> str:
    """What the posting of this dossier wants of the reader, in words; "" if nothing."""
    handles = can_review(user, dossier) or can_sign(user, dossier)
    if not handles:
        return ""
    if dossier.state == DossierState.PROPOSED and posting.to_post:
        return _("To be posted")
    if posting.undecided:
        words = ngettext("%(n)s objection to answer", "%(n)s objections to answer", posting.undecided)
        return words % {"n": posting.undecided}
    return ""


def posting_holds_up(dossier: Dossier, posting: DeskPosting | None) -> bool:
    """Whether the sign-off waits for it."""
    if posting is None or not posting.to_post:
        return False
    return dossier.state == DossierState.PROPOSED or posting.days_left >= 0 or posting.undecided > 0
