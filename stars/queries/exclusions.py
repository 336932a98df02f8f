"""Decisions not to rate somebody: seen by those who decided, and on the subject's own page."""

from django.db.models import QuerySet

from stars.models import Entry, Exclusion, Round
from stars.queries.grounds import grounds_in_force
from stars.rules.book import Ground


def exclusions_of(user, round: Round) -> QuerySet[Exclusion]:
    """Those in which this person decided; nobody else sees that there are any."""
    found = Exclusion.objects.filter(entry__round=round, deciders=user).select_related("entry__subject")
    return found.prefetch_related("deciders").order_by("pk")


def exclusion_of(entry: Entry) -> Exclusion | None:
    """For the person's own page."""
    return Exclusion.objects.filter(entry=entry).prefetch_related("deciders").first()


def usable_grounds(round: Round) -> list[Ground]:
    """The grounds of the round's book that the county has switched on, each once, in the order of the book."""
    village, version = round.organiser, round.version
    clauses = grounds_in_force(village, version.rulebook, version)
    found = {}
    for category in version.book.categories.values():
        for ground in category.grounds:
            if ground.clause in clauses:
                found.setdefault(ground.clause, ground)
    return list(found.values())


def has_grounds(round: Round) -> bool:
    """Whether the book names any at all."""
    return any(category.grounds for category in round.version.book.categories.values())


def ground_text(round: Round, entry: Entry, clause: str) -> str:
    table = round.version.book.categories[entry.subject.category]
    return next((ground.text for ground in table.grounds if ground.clause == clause), "")
