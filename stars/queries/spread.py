"""How the leading group's scores of each entry lie: how many, lowest and highest, the mean. Never a rank."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from django.core.paginator import Page, Paginator

from stars.access import can_open_rating
from stars.assessing import AssessmentState
from stars.models import Entry, PanelScore, PanelSeat, Round
from stars.points import total
from stars.queries.entries import entries_to_rate
from stars.queries.group import Group, group_of
from stars.rules.book import Category
from stars.rules.rating import cut
from stars.rules.scoring import mean

ENTRIES_A_PAGE = 50
STILL_SCORING = frozenset({AssessmentState.PREPARING, AssessmentState.ASSESSING})


@dataclass(frozen=True)
class SpreadRow:
    """One entry: `given` of `due` seats scored it. `totals`: seat and total, where the reader may see them."""

    entry: Entry
    given: int
    due: int
    missing: list[PanelSeat]
    totals: list[tuple[PanelSeat, Fraction]] | None

    @property
    def spread(self) -> tuple[str, str] | None:
        """The lowest and the highest total, cut to two decimals."""
        found = [one for _seat, one in self.totals or ()]
        return (str(cut(min(found))), str(cut(max(found)))) if found else None

    @property
    def mean(self) -> str:
        """Only when everybody who has to score did."""
        found = mean([one for _seat, one in self.totals or ()])
        return "" if found is None or self.missing else str(cut(found))

    @property
    def shown_totals(self) -> list[tuple[PanelSeat, str]]:
        return [(seat, str(cut(one))) for seat, one in self.totals or ()]


@dataclass(frozen=True)
class Reader:
    """What one reader may see of the others' points."""

    seat: PanelSeat | None
    user_id: int
    leads: bool
    scoring: bool

    def sees(self, group: Group, entry: Entry, scored: set[int]) -> bool:
        """Whoever scores sees the others' points after his own; head and secretary see those that they do not score;
        nobody sees those of his own household."""
        if entry.subject_id in group.own.get(self.user_id, frozenset()):
            return False
        if self.seat and self.seat.scores and (self.scoring or not self.leads):
            return self.user_id in scored
        return self.leads


def reader_of(user, round: Round, group: Group) -> Reader:
    seat = next((one for one in group.seats if one.user_id == user.pk), None)
    head = seat is not None and seat.role == PanelSeat.Role.HEAD
    leads = head or can_open_rating(user, round.organiser)
    return Reader(seat, user.pk, leads, round.assessment.state in STILL_SCORING)


def spread_page(user, round: Round, category: Category, page: str | None = None) -> Page:
    """Entries in the order of the subjects, 50 a page, as SpreadRows; seven queries."""
    group = group_of(round, user)
    found = Paginator(entries_to_rate(round, category.key), ENTRIES_A_PAGE).get_page(page)
    entries = list(found.object_list)
    points = points_of(entries)
    reader = reader_of(user, round, group)
    found.object_list = [spread_row(category, entry, group, points[entry.pk], reader) for entry in entries]
    return found


def entry_spread(user, round: Round, entry: Entry) -> SpreadRow:
    group = group_of(round, user)
    category = round.version.book.categories[entry.subject.category]
    return spread_row(category, entry, group, points_of([entry])[entry.pk], reader_of(user, round, group))


def points_of(entries: list[Entry]) -> dict[int, dict[int, dict[str, str]]]:
    """Entry → user → points; one query."""
    return by_entry(PanelScore.objects.filter(entry__in=entries))


def points_of_round(round: Round) -> dict[int, dict[int, dict[str, str]]]:
    return by_entry(PanelScore.objects.filter(entry__round=round))


def by_entry(rows) -> dict[int, dict[int, dict[str, str]]]:
    found: dict[int, dict[int, dict[str, str]]] = defaultdict(dict)
    for entry, scorer, points in rows.values_list("entry_id", "scorer_id", "points"):
        found[entry][scorer] = points
    return found


def spread_row(
    category: Category, entry: Entry, group: Group, points: dict[int, dict[str, str]], reader: Reader
) -> SpreadRow:
    due = group.scorers_of(entry)
    given = [seat for seat in due if seat.user_id in points]
    visible = reader.sees(group, entry, set(points))
    totals = [(seat, total(category, points[seat.user_id])) for seat in given] if visible else None
    return SpreadRow(entry, len(given), len(due), group.missing(entry, points), totals)
