"""The only way from rows to what the engine rates. What is missing is named, reason by reason, before anything is rated.

Whoever is excluded under a ground is left out: neither the engine nor any run, which is kept for ever, learns of a
clause. The base of every share is the same, because it counts the eligible alone.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from stars.assessing import MeetingState
from stars.models import Entry, Meeting, Round
from stars.points import total
from stars.queries.counts import hands_chosen, pooled_counts, unfinished_meetings
from stars.queries.entries import clause_of, entries_to_rate
from stars.queries.group import Group, group_of
from stars.queries.spread import points_of_round
from stars.rules.ballots import meeting_score
from stars.rules.book import Category
from stars.rules.rating import Rated
from stars.rules.scoring import mean

MEETING, PANEL = "meeting", "panel"


@dataclass(frozen=True)
class Missing:
    """Why these entries cannot be rated yet; `who`: whose scores are missing, or which meeting is not closed."""

    code: str
    entries: tuple[Entry, ...] = ()
    who: str = ""


@dataclass
class Gaps:
    """Collects what is missing, entries of one reason together."""

    found: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)

    def add(self, code: str, entry: Entry, who: str = "") -> None:
        self.found.setdefault((code, who), []).append(entry)

    def told(self) -> list[Missing]:
        return [Missing(code, tuple(entries), who) for (code, who), entries in self.found.items()]


@dataclass(frozen=True)
class RoundRows:
    """What the round says of its entries, read once for all categories."""

    group: Group
    points: dict[int, dict[int, dict[str, str]]]
    counts: dict[int, dict[str, int]]
    assessed: frozenset[int]
    hands: dict[int, bool]
    unfinished: list[Meeting]


@dataclass(frozen=True)
class Facts:
    """One category: who is rated, in the order of the subjects, and what is still missing."""

    category: Category
    entries: list[Entry]
    rated: list[Rated]
    missing: list[Missing]


def read_rows(round: Round) -> RoundRows:
    """Nine queries."""
    return RoundRows(
        group_of(round),
        points_of_round(round),
        pooled_counts(round),
        assessed_entries(round),
        hands_chosen(round),
        unfinished_meetings(round),
    )


def assessed_entries(round: Round) -> frozenset[int]:
    """Entries that stood on the ballots of a closed meeting."""
    secret = (Meeting.Mode.PAPER, Meeting.Mode.SLIPS)
    closed = Meeting.objects.filter(round=round, state=MeetingState.CLOSED, mode__in=secret)
    return frozenset(Entry.objects.filter(meetings__in=closed).values_list("pk", flat=True))


def round_facts(round: Round) -> list[Facts]:
    """Every category of the book, those without anybody too; one query each, and nine."""
    rows = read_rows(round)
    return [category_facts(round, category, rows) for category in round.version.book.categories.values()]


def category_facts(round: Round, category: Category, rows: RoundRows) -> Facts:
    entries = [entry for entry in entries_to_rate(round, category.key) if not clause_of(entry)]
    gaps = Gaps()
    rated = [rate_entry(category, entry, rows, gaps) for entry in entries]
    return Facts(category, entries, rated, gaps.told())


def rate_entry(category: Category, entry: Entry, rows: RoundRows, gaps: Gaps) -> Rated:
    scores = {MEETING: from_meetings(category, entry, rows), PANEL: from_panel(category, entry, rows)}
    wanted = {source.key: scores.get(source.key) for source in category.sources}
    for source, score in wanted.items():
        if score is None or source == PANEL:
            name_gap(source, entry, rows, gaps)
    return Rated(
        subject=str(entry.pk),
        scores={source: score for source, score in wanted.items() if score is not None},
        # What the book has no rule for is not even asked: the engine would warn of it.
        previous=entry.previous_level if category.step_rule else None,
        lifetime=entry.lifetime and category.lifetime_level is not None,
        hand=rows.hands.get(entry.pk) if category.hand_vote_level else None,
    )


def from_meetings(category: Category, entry: Entry, rows: RoundRows) -> Fraction | None:
    return meeting_score(category, rows.counts[entry.pk]) if entry.pk in rows.counts else None


def from_panel(category: Category, entry: Entry, rows: RoundRows) -> Fraction | None:
    """The exact mean of those who may score the entry and did."""
    points = rows.points.get(entry.pk, {})
    able = [seat.user_id for seat in rows.group.scorers_of(entry)]
    return mean([total(category, points[user]) for user in able if user in points])


def name_gap(source: str, entry: Entry, rows: RoundRows, gaps: Gaps) -> None:
    if source == MEETING:
        gaps.add("few_ballots" if entry.pk in rows.assessed else "no_meeting", entry)
    elif source == PANEL:
        points = rows.points.get(entry.pk, {})
        absent = rows.group.missing(entry, points)
        for seat in absent:
            gaps.add("not_scored", entry, str(seat.user))
        if not absent and not any(seat.user_id in points for seat in rows.group.scorers_of(entry)):
            gaps.add("nobody_scores", entry)
    else:
        gaps.add("unknown_source", entry, source)
