"""The leading group of one round as a whole: which seat scores which entry."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from stars.models import Entry, Organisation, PanelSeat, Round, Subject
from stars.queries.seats import seats_of


@dataclass(frozen=True)
class Group:
    """`own`: user → keys of the subjects that are his own or his household's, which he never scores."""

    seats: list[PanelSeat]
    own: dict[int, frozenset[int]] = field(default_factory=dict)

    def scorers_of(self, entry: Entry) -> list[PanelSeat]:
        """The seats that may score this entry; an excused one may as well."""
        return [seat for seat in self.seats if seat.scores and not self.is_own(seat, entry)]

    def is_own(self, seat: PanelSeat, entry: Entry) -> bool:
        return entry.subject_id in self.own.get(seat.user_id, frozenset())

    def missing(self, entry: Entry, scored: Iterable[int]) -> list[PanelSeat]:
        """Who still has to score this entry; `scored`: users who did."""
        have = set(scored)
        return [seat for seat in self.scorers_of(entry) if not seat.excused and seat.user_id not in have]


def group_of(round: Round, reader=None) -> Group:
    """With what is the reader's own, seat or not; three queries."""
    seats = seats_of(round)
    users = {seat.user_id for seat in seats} | ({reader.pk} if reader else set())
    return Group(seats, own_of_each(users, round.organiser))


def own_of_each(users: Iterable[int], village: Organisation) -> dict[int, frozenset[int]]:
    """What own_subjects says, for many users at once; two queries."""
    linked = Subject.objects.filter(owner=village, people__in=list(users))
    rows = list(linked.values_list("people", "pk", "kind", "household_id"))
    own: dict[int, set[int]] = defaultdict(set)
    for user, subject, _kind, household in rows:
        own[user] |= {subject, household} if household else {subject}
    households = {key for _user, key, kind, _up in rows if kind == Subject.Kind.HOUSEHOLD}
    households |= {household for _user, _key, _kind, household in rows if household}
    inside: dict[int, set[int]] = defaultdict(set)
    for member, household in Subject.objects.filter(household__in=households).values_list(
        "pk", "household_id"
    ):
        inside[household].add(member)
    return {user: frozenset(keys.union(*(inside[key] for key in keys))) for user, keys in own.items()}
