"""Who may handle an objection: by his post, and because it does not concern him."""

from dataclasses import dataclass

from django.utils import timezone

from stars.access import (
    can_check_filing,
    can_open_rating,
    can_read_rating,
    can_review,
    can_sign,
    townships_of,
    worked_in_village,
)
from stars.models import Objection, Organisation, PanelSeat, Posting
from stars.queries.own import own_subjects
from stars.queries.own_lists import is_about, own_entries
from stars.queries.stuck import stuck_objections, undecided_of


@dataclass(frozen=True)
class Handler:
    """One user before the objections to one posting. `by_post`: his post lets him handle them; `own`: subjects that
    are his own, `entries`: their places in the round; `of_village`: he is of the village, and it is for somebody
    outside to answer; `stuck`: where he is the township's reviewer, the few objections of the five roles that nobody in
    the village may answer."""

    user_id: int
    by_post: bool
    own: frozenset[int]
    of_village: bool
    stuck: frozenset[int] | None = None
    entries: frozenset[int] = frozenset()

    def by_duty(self, objection: Objection) -> bool:
        """His post lets him handle this one. What the reviewer took up stays his."""
        in_reach = self.stuck is None or objection.pk in self.stuck or objection.handler_id == self.user_id
        return self.by_post and in_reach

    def about_his_own(self, objection: Objection) -> bool:
        return is_about(objection, self.own, self.entries)

    def entered(self, objection: Objection) -> bool:
        """He noted it himself: from receipt to answer no objection is in one hand."""
        return objection.entered_by_id == self.user_id

    def concerned(self, objection: Objection) -> bool:
        return self.of_village or self.about_his_own(objection) or self.entered(objection)

    def may(self, objection: Objection) -> bool:
        """Whether he may read what was written, and answer it."""
        return self.by_duty(objection) and not self.concerned(objection)

    def knows_objector(self, objection: Objection) -> bool:
        """Name and contact are for whoever took the objection up, and for nobody else."""
        return objection.handler_id == self.user_id and self.may(objection)


def handler_of(user, posting: Posting) -> Handler:
    """Five roles: secretary or a seat in the leading group, for what is not his own; at most five queries. Where none
    of them may, the township's reviewer.
    Ten stars: reviewer or approver of the township, without a post in the village since the round was opened."""
    village = posting.organisation
    if posting.kind == Posting.Kind.STARS:
        opened = timezone.localdate(posting.round.opened_at)
        by_post = can_review(user, village) or can_sign(user, village)
        return Handler(user.pk, by_post, frozenset(), worked_in_village(user, village, opened))
    own = own_subjects(user, village)
    entries = own_entries({user.pk: own}, [posting.round_id])[user.pk]
    if can_open_rating(user, village) or has_seat(user, posting):
        return Handler(user.pk, True, own, of_village=False, entries=entries)
    if not can_review(user, village):
        return Handler(user.pk, False, own, of_village=False, entries=entries)
    opened = timezone.localdate(posting.round.opened_at)
    stuck = stuck_objections(undecided_of([village.pk]).filter(posting=posting))
    return Handler(user.pk, True, own, worked_in_village(user, village, opened), stuck, entries)


def has_seat(user, posting: Posting) -> bool:
    """And still a post in the village."""
    seats = PanelSeat.objects.filter(round=posting.round_id, user=user)
    return can_read_rating(user, posting.organisation) and seats.exists()


def waiting_for_township(user) -> list[Objection]:
    """What this reviewer answers for the villages of his township: what he took up, and what nobody there may. One
    query where no objection waits, none for whoever is no reviewer."""
    mine = [one.pk for one in townships_of(user) if can_check_filing(user, one)]
    if not mine:
        return []
    found = list(undecided_of(Organisation.objects.filter(parent__in=mine)))
    stuck = stuck_objections(found)
    near = [one for one in found if one.pk in stuck or one.handler_id == user.pk]
    return [one for one in near if handler_of(user, one.posting).may(one)]
