"""Whom a meeting may assess, and by which meetings the rulebook lets it."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import QuerySet

from stars.models import Entry, Meeting, Round
from stars.queries.entries import entries_to_rate
from stars.rules.book import Category


def assessable(round: Round, categories: Iterable[str]) -> QuerySet[Entry]:
    """Those of these categories who are rated and not excluded: an excluded one simply stands on no ballot. Who is
    only proposed for it stands there like every other."""
    each = [entries_to_rate(round, category).exclude(exclusion__confirmed=True) for category in categories]
    return reduce(or_, each, Entry.objects.none())


def scope_entries(round: Round, categories: Iterable[str], group: str = "") -> QuerySet[Entry]:
    """As assessable(); of one villagers' group where a group is named."""
    found = assessable(round, categories)
    return found.filter(subject__group=group) if group else found


def meeting_categories(round: Round) -> list[Category]:
    """Those that the rulebook has assessed in a meeting."""
    return [category for category in round.version.book.categories.values() if category.meetings]


def kinds_of(round: Round) -> list[str]:
    """The kinds of meetings that the rulebook knows, in the order of the product."""
    known = {kind for category in meeting_categories(round) for kind in category.meetings}
    return [kind for kind in Meeting.Kind.values if kind in known]


def groups_of(round: Round) -> list[str]:
    """Villagers' groups with anybody to be assessed; one query."""
    keys = [category.key for category in meeting_categories(round)]
    found = assessable(round, keys).exclude(subject__group="").order_by("subject__group")
    return list(found.values_list("subject__group", flat=True).distinct())


def has_hands(category: Category) -> bool:
    return category.hand_vote_level is not None and Meeting.Kind.GROUP in category.meetings


def hands_categories(round: Round) -> list[Category]:
    return [category for category in meeting_categories(round) if has_hands(category)]
