"""The meetings of a round, and one meeting with everything that its page shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from stars.access import can_count, can_open_rating, can_run_rating
from stars.assessing import AssessmentState, MeetingState
from stars.models import BallotBox, Entry, Meeting, MeetingCount, Round, TallySheet
from stars.queries.counts import is_chosen
from stars.queries.entries import BY_SUBJECT
from stars.queries.meeting_scope import assessable, meeting_categories
from stars.queries.own import own_subjects
from stars.queries.sheets import Column, columns_for
from stars.queries.voting import BallotPart, ballot_paper
from stars.rules.book import Category
from stars.tallying import HANDS

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


@dataclass(frozen=True)
class CountRow:
    """What a closed meeting said of one entry; `cells` is empty where too few marked it. `chosen`: by hands."""

    entry: Entry
    cells: list[int]
    nominated: bool = False
    chosen: bool | None = None


@dataclass(frozen=True)
class CountPart:
    category: Category
    columns: list[Column]
    rows: list[CountRow]


@dataclass(frozen=True)
class MeetingPage:
    """`used` and `unused` slips are all that is known of an open vote; sheets show who counts, not what."""

    meeting: Meeting
    parts: list[CountPart]
    nominated: list[Entry]
    sheets: list[TallySheet]
    used: int
    unused: int
    may_run: bool
    may_decide: bool
    may_count: bool
    concerned: bool
    assessing: bool
    size: int = field(default=0)

    @property
    def own_sheet(self) -> TallySheet | None:
        return next((sheet for sheet in self.sheets if sheet.mine), None)

    @property
    def printed(self) -> int:
        return self.used + self.unused

    @property
    def few_present(self) -> bool:
        """More ballots went out than people are entered as present."""
        issued = max((sheet.issued for sheet in self.sheets), default=self.meeting.issued or 0)
        return self.meeting.present is not None and issued > self.meeting.present


def meeting_page(user, meeting: Meeting) -> MeetingPage:
    """Eight queries at most, however many are assessed."""
    village = meeting.round.organiser
    nominated = list(meeting.nominated.select_related("subject").order_by(*BY_SUBJECT))
    parts = ballot_paper(meeting).parts
    sheets = list(meeting.sheets.select_related("counter"))
    for sheet in sheets:
        sheet.mine = sheet.counter_id == user.pk
    box = BallotBox.objects.filter(meeting=meeting).values_list("used", "unused").first() or ([], [])
    counts = can_count(user, village)
    subjects = {entry.subject_id for part in parts for entry in part.entries}
    return MeetingPage(
        meeting=meeting,
        parts=_counted(meeting, parts, {entry.pk for entry in nominated}),
        nominated=nominated,
        sheets=sheets,
        used=len(box[0]),
        unused=len(box[1]),
        may_run=can_run_rating(user, village),
        may_decide=can_open_rating(user, village),
        may_count=counts,
        concerned=counts and bool(own_subjects(user, village) & subjects),
        assessing=meeting.round.assessment.state == AssessmentState.ASSESSING,
        size=len(subjects),
    )


def _counted(meeting: Meeting, parts: list[BallotPart], nominated: set[int]) -> list[CountPart]:
    closed = meeting.state == MeetingState.CLOSED
    counts = dict(meeting.counts.values_list("entry_id", "counts")) if closed else {}
    return [
        CountPart(
            part.category,
            [column for column in columns_for(meeting, part.category) if not column.is_blank],
            [_row(meeting, part.category, entry, counts.get(entry.pk), nominated) for entry in part.entries],
        )
        for part in parts
    ]


def _row(meeting: Meeting, category: Category, entry: Entry, counts, nominated: set[int]) -> CountRow:
    columns = [column for column in columns_for(meeting, category) if not column.is_blank]
    cells = [counts.get(column.key, 0) for column in columns] if counts is not None else []
    chosen = None
    if meeting.mode == Meeting.Mode.HANDS and meeting.state == MeetingState.CLOSED:
        chosen = is_chosen((counts or {}).get(HANDS, 0), meeting.present)
    return CountRow(entry, cells, entry.pk in nominated, chosen)
