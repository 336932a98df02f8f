"""Corrections after objections when results are computed anew: which the new run takes over, and which it cannot.

A correction was decided about a person; new numbers do not undo it, and whoever thinks that it no longer holds can
object again. So it goes on as long as its entry is rated and the book's rules would still let it be given; what cannot
go on is named, and given up by nobody's silence.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from stars.models import Correction, Entry, RatingRun, Round
from stars.posting_errors import CapFull
from stars.queries.correction_limits import limit_of
from stars.queries.results import corrections_of
from stars.queries.standing import newest_runs
from stars.rules.book import Category
from stars.words import level_words

UNKNOWN = -1  # a level that waits for the vote on a tie: rated, and in no place yet


@dataclass(frozen=True)
class InForce:
    """One correction as it stands, by its receipt."""

    receipt: str
    entry: Entry
    level: int | None

    @property
    def level_words(self) -> str:
        return level_words(self.level)


@dataclass(frozen=True)
class Lost:
    """The corrections of one entry that do not fit the new results. `level`: which they had given."""

    entry: Entry
    receipts: tuple[str, ...]
    level: int
    why: str

    @property
    def level_words(self) -> str:
        return level_words(self.level)


@dataclass(frozen=True)
class Carried:
    """`receipts`: of the objections whose corrections go on, in the order of their decision."""

    receipts: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()


@dataclass
class Seats:
    """The new levels as they fill: entry → level, and what the book's rules ask of each."""

    table: Category
    content: dict
    levels: dict[int, int | None] = field(default_factory=dict)
    facts: dict[int, dict] = field(default_factory=dict)

    def __post_init__(self):
        tied = {int(key) for tie in self.content["ties"] for key in tie["subjects"]}
        self.facts = {int(one["subject"]): one for one in self.content["entries"]}
        for one in self.content["results"]:
            key = int(one["subject"])
            self.levels[key] = UNKNOWN if key in tied else one["level"]

    def why_not(self, entry: int, level: int) -> str:
        """Empty if this entry may have this level."""
        if self.levels.get(entry) is None:
            return _("Is not rated in the new results.")
        facts = self.facts[entry]
        standing = [(key, now, self.facts[key]["lifetime"]) for key, now in self.levels.items()]
        told = {"previous": facts["previous"], "lifetime": facts["lifetime"], "chosen": facts["hand"]}
        limit = limit_of(self.table, standing, entry, level, **told)
        if isinstance(limit, CapFull):
            return _("The new results leave no place at this level.")
        return str(limit.message) if limit else ""


def carry(before: RatingRun | None, table: Category, content: dict) -> Carried:
    """`before`: the run whose corrections are in force; `content`: of the one to be made. Two queries."""
    found = corrections_of(before) if before else {}
    seats, waiting = Seats(table, content), {entry: rows[-1].level for entry, rows in found.items()}
    while fitting := [entry for entry, level in waiting.items() if not seats.why_not(entry, level)]:
        # One at a time: who goes down leaves a place for who goes up.
        seats.levels[fitting[0]] = waiting.pop(fitting[0])
    kept = sorted((row for entry, rows in found.items() if entry not in waiting for row in rows), key=by_age)
    entries = Entry.objects.select_related("subject").in_bulk(waiting)
    lost = [
        Lost(entries[entry], receipts_of(found[entry]), level, seats.why_not(entry, level))
        for entry, level in waiting.items()
    ]
    return Carried(receipts_of(kept), tuple(lost))


def by_age(correction: Correction) -> int:
    return correction.pk


def receipts_of(corrections: list[Correction]) -> tuple[str, ...]:
    return tuple(row.objection.receipt for row in corrections)


def corrections_in_force(round: Round) -> list[InForce]:
    """Of the newest run of each category, in the order of their decision; a query for each run with corrections."""
    if not Correction.objects.filter(entry__round=round).exists():
        return []
    runs = newest_runs(round).values()
    rows = sorted(
        (row for run in runs for found in corrections_of(run).values() for row in found), key=by_age
    )
    return [InForce(row.objection.receipt, row.entry, row.level) for row in rows]
