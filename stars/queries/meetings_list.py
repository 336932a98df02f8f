"""The meetings of a round: which there are, and who stands in none of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from stars.assessing import MeetingState
from stars.models import Entry, Meeting, MeetingCount, Round
from stars.queries.entries import BY_SUBJECT
from stars.queries.meeting_scope import assessable, meeting_categories
from stars.rules.book import Category

SECRET = (Meeting.Mode.PAPER, Meeting.Mode.SLIPS)
NAMED = 12  # of a gap; the rest is only a number


@dataclass(frozen=True)
class Gap:
    """Who of one category, and there of one villagers' group, stands in no secret assessment yet."""

    category: Category
    group: str
    entries: int


@dataclass(frozen=True)
class MeetingsPage:
    """`few`: assessed, but with fewer marks than may be counted; `more` beyond the first of them."""

    meetings: list[Meeting]
    gaps: list[Gap]
    few: list[Entry]
    more: int


def meetings_page(round: Round) -> MeetingsPage:
    """Four queries."""
    found = list(round.meetings.annotate(size=Count("entries")))
    keys = [category.key for category in meeting_categories(round)]
    few = _without_count(round, keys, found)
    return MeetingsPage(found, _gaps(round, keys, found), few[:NAMED], len(few[NAMED:]))


def _secret(meetings: Iterable[Meeting], *states: MeetingState) -> list[Meeting]:
    return [one for one in meetings if one.mode in SECRET and one.state in states]


def _gaps(round: Round, keys: list[str], meetings: list[Meeting]) -> list[Gap]:
    counting = _secret(meetings, MeetingState.PLANNED, MeetingState.OPEN, MeetingState.CLOSED)
    names = ("subject__category", "subject__group")
    left = assessable(round, keys).exclude(meetings__in=counting).order_by(*names)
    categories = round.version.book.categories
    by_group: dict[tuple[str, str], int] = {}
    for key, group, size in left.values_list(*names).annotate(size=Count("pk", distinct=True)):
        place = (key, group if Meeting.Kind.GROUP in categories[key].meetings else "")
        by_group[place] = by_group.get(place, 0) + size
    return [Gap(categories[key], group, size) for (key, group), size in by_group.items()]


def _without_count(round: Round, keys: list[str], meetings: list[Meeting]) -> list[Entry]:
    closed = _secret(meetings, MeetingState.CLOSED)
    counted = MeetingCount.objects.filter(meeting__in=closed).values("entry")
    found = assessable(round, keys).filter(meetings__in=closed).exclude(pk__in=counted)
    return list(found.distinct().order_by(*BY_SUBJECT))
