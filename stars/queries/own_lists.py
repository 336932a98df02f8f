"""On which lists of a round somebody's own stands: an objection to a list as a whole concerns everybody on it."""

from collections.abc import Iterable, Mapping

from stars.models import Entry, Objection
from stars.notices import rows_in

Own = Mapping[int, frozenset[int]]


def own_entries(own: Own, rounds: Iterable[int]) -> dict[int, frozenset[int]]:
    """`own`: user → his subjects. User → their entries in these rounds; one query, none where nobody has any."""
    subjects = frozenset().union(*own.values())
    if not subjects:
        return dict.fromkeys(own, frozenset())
    rows = Entry.objects.filter(round__in=list(rounds), subject__in=subjects)
    found = list(rows.values_list("subject_id", "pk"))
    return {user: frozenset(key for subject, key in found if subject in mine) for user, mine in own.items()}


def is_about(objection: Objection, subjects: frozenset[int], entries: frozenset[int]) -> bool:
    """Whether it concerns whose these are: by its line, or, where it names none, because he stands on the list."""
    if objection.entry is not None:
        return objection.entry.subject_id in subjects
    return bool(entries) and any(row["entry"] in entries for row in rows_in(objection.posting.content))
