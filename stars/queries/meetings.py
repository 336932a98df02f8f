"""One meeting with everything that its page shows."""

from dataclasses import dataclass

from stars.access import can_count, can_open_rating, can_run_rating
from stars.assessing import AssessmentState, MeetingState
from stars.models import BallotBox, Entry, Meeting, TallySheet
from stars.queries.counts import UNFINISHED, is_chosen
from stars.queries.entries import BY_SUBJECT
from stars.queries.own import own_subjects
from stars.queries.sheets import Column, columns_for
from stars.queries.voting import MOST_AT_A_TIME, BallotPart, ballot_paper
from stars.rules.book import Category
from stars.tallying import HANDS


@dataclass(frozen=True)
class CountRow:
    """What a closed meeting said of one entry; `marked` is empty where too few did. `chosen`: by hands."""

    entry: Entry
    marked: list[tuple[Column, int]]
    nominated: bool = False
    chosen: bool = False


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
    void_reason: str

    @property
    def own_sheet(self) -> TallySheet | None:
        return next((sheet for sheet in self.sheets if sheet.mine), None)

    @property
    def is_full(self) -> bool:
        return len(self.sheets) > 1

    @property
    def printed(self) -> int:
        return self.used + self.unused

    @property
    def more_slips(self) -> int | None:
        """How many may still be printed at a time; None where there is no room or nobody is entered as present."""
        left = (self.meeting.present or 0) - self.printed
        return min(left, MOST_AT_A_TIME) if left > 0 else None

    @property
    def slips_first(self) -> bool:
        """The vote is open and nobody can vote yet."""
        slips = self.meeting.mode == Meeting.Mode.SLIPS and self.meeting.state == MeetingState.OPEN
        return slips and self.running and self.may_run and not self.printed

    @property
    def assessing(self) -> bool:
        return self.meeting.round.assessment.state == AssessmentState.ASSESSING

    @property
    def running(self) -> bool:
        return self.assessing and self.meeting.state in UNFINISHED

    @property
    def by_sheets(self) -> bool:
        return self.meeting.mode in (Meeting.Mode.PAPER, Meeting.Mode.HANDS)

    @property
    def may_void(self) -> bool:
        closed = self.assessing and self.meeting.state == MeetingState.CLOSED
        return (self.running and self.may_run) or (closed and self.may_decide)

    @property
    def may_add_files(self) -> bool:
        over = self.meeting.round.assessment.state == AssessmentState.ARCHIVED
        return (self.may_run or self.may_count) and not over

    @property
    def few_present(self) -> bool:
        """More ballots went out than people are entered as present."""
        issued, present = self.meeting.issued, self.meeting.present
        paper = self.meeting.mode == Meeting.Mode.PAPER
        return paper and None not in (issued, present) and issued > present


def meeting_page(user, meeting: Meeting) -> MeetingPage:
    """Eight queries at most, however many are assessed."""
    village = meeting.round.organiser
    nominated = list(meeting.nominated.select_related("subject").order_by(*BY_SUBJECT))
    parts = ballot_paper(meeting).parts
    sheets = list(meeting.sheets.select_related("counter"))
    for sheet in sheets:
        sheet.mine = sheet.counter_id == user.pk
    box = BallotBox.objects.filter(meeting=meeting).values_list("used", "unused").first() or ([], [])
    subjects = {entry.subject_id for part in parts for entry in part.entries}
    counts = can_count(user, village)
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
        void_reason=_void_reason(meeting),
    )


def _void_reason(meeting: Meeting) -> str:
    if meeting.state != MeetingState.VOID:
        return ""
    moved = meeting.history.filter(state=MeetingState.VOID).order_by("history_id")
    return moved.values_list("history_change_reason", flat=True).first() or ""


def _counted(meeting: Meeting, parts: list[BallotPart], nominated: set[int]) -> list[CountPart]:
    closed = meeting.state == MeetingState.CLOSED
    counts = dict(meeting.counts.values_list("entry_id", "counts")) if closed else {}
    found = []
    for part in parts:
        columns = [column for column in columns_for(meeting, part.category) if not column.is_blank]
        rows = [_row(meeting, columns, entry, counts.get(entry.pk), nominated) for entry in part.entries]
        found.append(CountPart(part.category, columns, rows))
    return found


def _row(meeting: Meeting, columns: list[Column], entry: Entry, counts, nominated: set[int]) -> CountRow:
    marked = [(column, counts.get(column.key, 0)) for column in columns] if counts is not None else []
    hands = meeting.mode == Meeting.Mode.HANDS and counts is not None
    chosen = hands and is_chosen(counts.get(HANDS, 0), meeting.present)
    return CountRow(entry, marked, entry.pk in nominated, chosen)
