"""Who may handle an objection: by his post, and because it does not concern him."""

from dataclasses import dataclass

from django.utils import timezone

from stars.access import can_open_rating, can_read_rating, can_review, can_sign, worked_in_village
from stars.models import Objection, PanelSeat, Posting
from stars.queries.own import own_subjects


@dataclass(frozen=True)
class Handler:
    """One user before the objections to one posting. `by_post`: his post lets him handle them; `own`: subjects that
    are his own; `of_village`: he is of the village that a ten-star posting is about."""

    user_id: int
    by_post: bool
    own: frozenset[int]
    of_village: bool

    def about_his_own(self, objection: Objection) -> bool:
        return objection.entry is not None and objection.entry.subject_id in self.own

    def entered(self, objection: Objection) -> bool:
        """He noted it himself: from receipt to answer no objection is in one hand."""
        return objection.entered_by_id == self.user_id

    def concerned(self, objection: Objection) -> bool:
        return self.of_village or self.about_his_own(objection) or self.entered(objection)

    def may(self, objection: Objection) -> bool:
        """Whether he may read what was written, and answer it."""
        return self.by_post and not self.concerned(objection)

    def knows_objector(self, objection: Objection) -> bool:
        """Name and contact are for whoever took the objection up, and for nobody else."""
        return objection.handler_id == self.user_id and self.may(objection)


def handler_of(user, posting: Posting) -> Handler:
    """Five roles: secretary or a seat in the leading group, for what is not his own; at most three queries.
    Ten stars: reviewer or approver of the township, without a post in the village since the round was opened."""
    village = posting.organisation
    if posting.kind == Posting.Kind.STARS:
        opened = timezone.localdate(posting.round.opened_at)
        by_post = can_review(user, village) or can_sign(user, village)
        return Handler(user.pk, by_post, frozenset(), worked_in_village(user, village, opened))
    by_post = can_open_rating(user, village) or has_seat(user, posting)
    return Handler(user.pk, by_post, own_subjects(user, village), of_village=False)


def has_seat(user, posting: Posting) -> bool:
    """And still a post in the village."""
    seats = PanelSeat.objects.filter(round=posting.round_id, user=user)
    return can_read_rating(user, posting.organisation) and seats.exists()
