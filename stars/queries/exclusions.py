"""Decisions not to rate somebody: seen by those who decide and, once all have confirmed, on the subject's own page.

Everybody else learns at most that something waits, never about whom, under which clause, or of how many.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from stars.models import Entry, Exclusion, ExclusionDecider, ExclusionObjection, Round
from stars.queries.grounds import grounds_in_force
from stars.rules.book import Ground


def exclusions_of(user, round: Round) -> QuerySet[Exclusion]:
    """Those in which this person decides, proposed ones too; nobody else sees that there are any."""
    found = Exclusion.objects.filter(entry__round=round, deciders=user).select_related("entry__subject")
    return found.prefetch_related("voices__user", "objections").order_by("pk")


def exclusion_of(entry: Entry) -> Exclusion | None:
    """For the person's own page: only what all have confirmed."""
    found = Exclusion.objects.filter(entry=entry, confirmed=True)
    return found.prefetch_related("deciders", "objections").first()


def told_unconfirmed(user, round: Round) -> list[str]:
    """Why the results are not computed yet. Who has still to confirm is named to those who decide; to everybody else
    one line says that something waits. Two queries at most."""
    pending = list(
        Exclusion.objects.filter(entry__round=round, confirmed=False)
        .prefetch_related("voices__user")
        .order_by("pk")
    )
    lines, hidden = [], False
    for one in pending:
        voices = list(one.voices.all())
        if any(voice.user == user for voice in voices):
            names = "、".join(str(voice.user) for voice in voices if not voice.confirmed)
            lines.append(
                _("A decision not to rate somebody waits for the confirmation of %(names)s.")
                % {"names": names}
            )
        else:
            hidden = True
    if hidden:
        lines.append(
            _("A decision not to rate somebody waits for confirmation. Those who decide on it know of it.")
        )
    return lines


def objection_waits(round: Round) -> bool:
    """Whether somebody who is not rated waits for the answer of those who decided; one query."""
    return ExclusionObjection.objects.filter(exclusion__entry__round=round, answer="").exists()


@dataclass(frozen=True)
class OwnDecisions:
    """How many this person decides on in a round, how many wait for his confirmation, how many for an answer."""

    all: int
    to_confirm: int
    to_answer: int


def own_decisions(user, round: Round) -> OwnDecisions:
    """One query."""
    objected = Exists(ExclusionObjection.objects.filter(exclusion=OuterRef("exclusion"), answer=""))
    voices = ExclusionDecider.objects.filter(user=user, exclusion__entry__round=round)
    rows = list(voices.annotate(objected=objected).values_list("confirmed", "objected"))
    return OwnDecisions(len(rows), [done for done, _o in rows].count(False), sum(o for _done, o in rows))


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
