"""Levels in force: what each subject of a village holds since its newest accepted round, and for how long in a row."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from stars.assessing import SETTLED
from stars.filed import KIND
from stars.models import Award, Entry, Filing, Organisation, Round, SignOff
from stars.rules.terms import Benefit

BY_SUBJECT = ("subject__category", "subject__group", "subject__number", "subject__name", "pk")


@dataclass(frozen=True)
class Held:
    """A level in one round. `begins` and `ends` count half-years: a round by the year holds for two of them."""

    begins: int
    ends: int
    level: int


@dataclass(frozen=True)
class LevelInForce:
    """`held`: this level and the earlier ones, newest first."""

    entry: Entry
    award: Award
    held: tuple[Held, ...]

    @property
    def level(self) -> int:
        return self.award.level or 0

    def years_in_a_row(self, level: int) -> int:
        return years_in_a_row(self.held, level)

    @property
    def services(self) -> list["LongService"]:
        """For the benefits of the book that ask for several years in a row at a level that is held."""
        asked = [one for one in self.entry.table.benefits if one.years_in_a_row and one.level <= self.level]
        return [LongService(one, self.years_in_a_row(one.level)) for one in asked]


@dataclass(frozen=True)
class LongService:
    """Whole years in a row that count for one benefit."""

    benefit: Benefit
    years: int

    @property
    def reached(self) -> bool:
        return self.years >= (self.benefit.years_in_a_row or 0)


def years_in_a_row(held: Iterable[Held], level: int) -> int:
    """Whole years at `level` or above, counted back from the newest without a gap: two half-years are one year."""
    halves, before = 0, None
    for one in held:
        if one.level < level or (before is not None and one.ends != before):
            break
        halves, before = halves + one.ends - one.begins, one.begins
    return halves // 2


def accepted_rounds(village: Organisation, day: datetime.date) -> list[Round]:
    """Rounds whose filing the township had signed on that day, the newest period first. One query."""
    signed = SignOff.objects.filter(kind=KIND, digest=OuterRef("digest")).values("at")[:1]
    filing = Filing.objects.filter(round=OuterRef("pk"), returned_at=None).annotate(signed=Subquery(signed))
    found = Round.objects.filter(organiser=village, category="", assessment__state__in=SETTLED)
    found = found.annotate(accepted_at=Subquery(filing.order_by("-number").values("signed")[:1]))
    rows = found.exclude(accepted_at=None).select_related("version__rulebook")
    known = [one for one in rows if timezone.localdate(one.accepted_at) <= day]
    return sorted(known, key=lambda one: (*period(one), one.accepted_at), reverse=True)


def period(round: Round) -> tuple[int, int]:
    """When the round's year or half-year ends and begins, in half-years, the end first."""
    begins = round.year * 2 + ((round.half or 1) - 1)
    return begins + (1 if round.half else 2), begins


def levels_in_force(village: Organisation, day: datetime.date) -> list[LevelInForce]:
    """In the order of the subjects, never of the levels; who has no star now is not named. Three queries.

    The newest accepted round that took a subject in decides, also if he won nothing in it.
    """
    rounds = {one.pk: one for one in accepted_rounds(village, day)}
    order = {key: place for place, key in enumerate(rounds)}
    present = Q(subject__left_on=None) | Q(subject__left_on__gt=day)
    entries = Entry.objects.filter(present, round__in=rounds).select_related("subject").order_by(*BY_SUBJECT)
    awards = {one.entry_id: one for one in standing_awards(rounds, day)}
    by_subject: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        entry.round = rounds[entry.round_id]
        by_subject[entry.subject_id].append(entry)
    found = []
    for mine in by_subject.values():
        mine.sort(key=lambda entry: order[entry.round_id])
        if award := awards.get(mine[0].pk):
            found.append(LevelInForce(mine[0], award, tuple(held(entry, awards) for entry in mine)))
    return found


def standing_awards(rounds: Iterable[int], day: datetime.date):
    """Not withdrawn on that day."""
    kept = Q(withdrawn_on=None) | Q(withdrawn_on__gt=day)
    return Award.objects.filter(kept, entry__round__in=rounds, dimension=Award.LEVEL)


def held(entry: Entry, awards: dict[int, Award]) -> Held:
    award = awards.get(entry.pk)
    ends, begins = period(entry.round)
    return Held(begins, ends, (award.level or 0) if award else 0)


def in_force_of(village: Organisation, subject_id: int, day: datetime.date) -> LevelInForce | None:
    return next((one for one in levels_in_force(village, day) if one.entry.subject_id == subject_id), None)
