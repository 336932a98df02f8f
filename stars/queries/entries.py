"""The entries of a round, and those of them that are rated."""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from stars.models import Entry, Round
from stars.rules.book import Category

BY_SUBJECT = ("subject__category", "subject__group", "subject__number", "subject__name", "pk")


def entries_in_order(round: Round, category: str) -> QuerySet[Entry]:
    """The entries of one category, with their subjects, in the order of every list."""
    found = Entry.objects.filter(round=round, subject__category=category).select_related("subject")
    return found.order_by(*BY_SUBJECT)


def entries_to_rate(round: Round, category: str) -> QuerySet[Entry]:
    """Who is assessed and rated, one query: where the book has everybody apply for himself, only who did.

    Those who are excluded under a ground are among them, with their `exclusion` read along: clause_of().
    """
    found = entries_in_order(round, category).select_related("exclusion")
    return found.exclude(applied_on=None) if table_of(round, category).applies_himself else found


def table_of(round: Round, category: str) -> Category:
    """The category of the round's book; KeyError if it has none of this key."""
    return round.version.book.categories[category]


def clause_of(entry: Entry) -> str:
    """The clause under which the entry is not rated, "" if it is: a decision counts once all have confirmed it.

    For the engine alone: it is shown to nobody but the deciders and the subject, and kept in nothing else
    (no run, no explanation, no filing), because it is erased when the round is archived.
    """
    try:
        return entry.exclusion.clause if entry.exclusion.confirmed else ""
    except ObjectDoesNotExist:
        return ""
