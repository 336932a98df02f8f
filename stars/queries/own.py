"""What is somebody's own: nobody scores, counts or decides for himself or his household."""

from stars.models import Organisation, Subject


def own_subjects(user, village: Organisation) -> frozenset[int]:
    """Keys of the village's subjects that are the user's own: linked to his account, their households, and whoever
    belongs to these. Two queries."""
    linked = list(
        Subject.objects.filter(owner=village, people=user).values_list("pk", "kind", "household_id")
    )
    households = {key for key, kind, _household in linked if kind == Subject.Kind.HOUSEHOLD}
    households |= {household for _key, _kind, household in linked if household}
    members = Subject.objects.filter(household__in=households).values_list("pk", flat=True)
    return frozenset({key for key, _kind, _household in linked} | households | set(members))
