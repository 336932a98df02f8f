"""Equal scores across the edge of a cap: what waits for the leading group, and what it decided."""

from dataclasses import dataclass

from stars.access import can_open_rating, can_score
from stars.models import Entry, PanelSeat, RatingRun, Round, TieDecision
from stars.panel_errors import HigherTieFirst, NoSuchTie
from stars.queries.seats import seat_of
from stars.queries.standing import newest_runs
from stars.rules.plain import from_data
from stars.rules.rating import Rated
from stars.tie_decisions import newest_of, rate
from stars.words import level_words


@dataclass(frozen=True)
class OpenTie:
    """Of `entries` only `places` may have `level`; nobody in it has a level until people decided."""

    category: str
    level: int
    places: int
    entries: tuple[Entry, ...]

    @property
    def level_words(self) -> str:
        return level_words(self.level)

    @property
    def names(self) -> str:
        return "、".join(entry.subject.label for entry in self.entries)


def undecided_ties(round: Round) -> list[OpenTie]:
    """Of the newest run of each category, the highest level first; nothing is posted or filed before. Two queries."""
    rows = [(run, tie) for run in newest_runs(round).values() for tie in highest_first(run)]
    wanted = {int(subject) for _run, tie in rows for subject in tie["subjects"]}
    found = {
        entry.pk: entry
        for entry in Entry.objects.filter(round=round, pk__in=wanted).select_related("subject")
    }
    return [
        OpenTie(run.category, tie["level"], tie["places"], named(found, tie["subjects"])) for run, tie in rows
    ]


def highest_first(run: RatingRun) -> list[dict]:
    return sorted(run.content["ties"], key=lambda tie: -tie["level"])


def named(found: dict[int, Entry], subjects: list) -> tuple[Entry, ...]:
    """In the order in which the round took them in."""
    return tuple(found[key] for key in sorted(int(subject) for subject in subjects))


def dropped_decisions(round: Round) -> list[TieDecision]:
    """Votes that fit no tie of the newest run any more: they are kept and do not count. Two queries."""
    used = {
        (run.category, int(level)) for run in newest_runs(round).values() for level in run.content["decided"]
    }
    newest = {
        (row.category, row.level): row for row in TieDecision.objects.filter(round=round).order_by("pk")
    }
    return [row for key, row in newest.items() if key not in used]


def may_record_ties(user, round: Round) -> bool:
    """The secretary, and whoever sits as head or office; that it is not their own is looked at tie by tie."""
    if can_open_rating(user, round.organiser):
        return True
    seat = seat_of(round, user) if can_score(user, round.organiser) else None
    return seat is not None and seat.role in (PanelSeat.Role.HEAD, PanelSeat.Role.OFFICE)


def tie_to_decide(round: Round, category: str, level: int) -> tuple[RatingRun, OpenTie]:
    """The tie at `level` in the newest run, a decided one as it was before its own decision. NoSuchTie,
    HigherTieFirst."""
    run = newest_runs(round).get(category)
    if run is None:
        raise NoSuchTie
    table = round.version.book.categories[category]
    decisions = TieDecision.objects.filter(round=round, category=category, level__gt=level)
    rating, _decided = rate(table, [from_data(Rated, one) for one in run.content["entries"]], decisions)
    if any(tie.level > level for tie in rating.ties):
        raise HigherTieFirst
    found = next((tie for tie in rating.ties if tie.level == level), None)
    if found is None:
        raise NoSuchTie
    wanted = Entry.objects.filter(round=round, pk__in=[int(subject) for subject in found.subjects])
    entries = {entry.pk: entry for entry in wanted.select_related("subject")}
    return run, OpenTie(category, level, found.places, named(entries, list(found.subjects)))


@dataclass(frozen=True)
class DecisionRow:
    """A recorded vote. `counts`: whether the newest run used it; otherwise it was replaced or fits no tie any more."""

    decision: TieDecision
    chosen: tuple[Entry, ...]
    counts: bool

    @property
    def level_words(self) -> str:
        return level_words(self.decision.level)


def decisions_of(round: Round, run: RatingRun) -> list[DecisionRow]:
    """Every vote on ties of the run's category, the newest first; two queries."""
    rows = list(TieDecision.objects.filter(round=round, category=run.category).select_related("recorded_by"))
    wanted = {entry for row in rows for entry in row.chosen}
    found = {one.pk: one for one in Entry.objects.filter(pk__in=wanted).select_related("subject")}
    newest = newest_of(rows)
    used = {int(level) for level in run.content["decided"]}
    return [
        DecisionRow(row, named(found, row.chosen), row == newest[row.level] and row.level in used)
        for row in reversed(rows)
    ]
