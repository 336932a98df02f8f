"""What is somebody's own: nobody scores, counts or decides for himself or his household."""

from collections.abc import Iterable

from stars.models import Organisation, Subject


def own_subjects(user, village: Organisation) -> frozenset[int]:
    """Keys of the village's subjects that are the user's own: linked to his account, their households, and whoever
    belongs to these. Two queries."""
    return own_by_person([user.pk], [village.pk])[user.pk]


def own_by_person(users: Iterable[int], villages: Iterable[int]) -> dict[int, frozenset[int]]:
    """User → keys of what is his own in these villages. Two queries, however many people."""
    found: dict[int, set[int]] = {user: set() for user in users}
    homes: dict[int, set[int]] = {user: set() for user in found}
    linked = Subject.objects.filter(owner__in=list(villages), people__in=list(found))
    for user, key, kind, household in linked.values_list("people", "pk", "kind", "household_id"):
        found[user].add(key)
        homes[user] |= {key} if kind == Subject.Kind.HOUSEHOLD else set()
        homes[user] |= {household} if household else set()
    members: dict[int, set[int]] = {}
    for home, key in Subject.objects.filter(household__in=set().union(*homes.values())).values_list(
        "household_id", "pk"
    ):
        members.setdefault(home, set()).add(key)
    return {
        user: frozenset(found[user] | homes[user]).union(*(members.get(home, ()) for home in homes[user]))
        for user in found
    }
