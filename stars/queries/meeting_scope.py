"""Whom a meeting may assess, and by which meetings the rulebook lets it."""

from collections.abc import Iterable

from django.db.models import QuerySet

from stars.models import Entry, Meeting, Round
from stars.rules.book import Category

IN_ORDER = ("subject__category", "subject__group", "subject__number", "subject__name", "pk")


def entries_to_rate(round: Round) -> QuerySet[Entry]:
    return round.entries.filter(exclusion=None)


def scope_entries(round: Round, categories: Iterable[str], group: str = "") -> QuerySet[Entry]:
    """Entries of these categories that are to be rated; of one villagers' group where a group is named."""
    found = entries_to_rate(round).filter(subject__category__in=list(categories))
    return found.filter(subject__group=group) if group else found


def meeting_categories(round: Round) -> list[Category]:
    """Those that the rulebook has assessed in a meeting."""
    return [category for category in round.version.book.categories.values() if category.meetings]


def kinds_of(round: Round) -> list[str]:
    """The kinds of meetings that the rulebook knows, in the order of the product."""
    known = {kind for category in meeting_categories(round) for kind in category.meetings}
    return [kind for kind in Meeting.Kind.values if kind in known]


def groups_of(round: Round) -> list[str]:
    """Villagers' groups with anybody to be rated."""
    found = entries_to_rate(round).exclude(subject__group="").order_by("subject__group")
    return list(found.values_list("subject__group", flat=True).distinct())


def has_hands(category: Category) -> bool:
    return category.hand_vote_level is not None and Meeting.Kind.GROUP in category.meetings
