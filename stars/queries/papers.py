"""What stands on the papers of a meeting."""

from dataclasses import dataclass

from stars.models import Entry, Meeting
from stars.queries.entries import BY_SUBJECT
from stars.queries.sheets import Column, columns_for, counted_entries
from stars.rules.book import Category

SHORT = ((5, 4), (12, 2))  # (rows at most, ballots a page)
EMPTY_LINES = 30
SPARE_LINES = 5


@dataclass(frozen=True)
class PaperPart:
    category: Category
    columns: list[Column]
    entries: list[Entry]


@dataclass(frozen=True)
class Paper:
    """`copies`: how many of this ballot stand on a page; `hands`: no ballots, raised hands are counted."""

    parts: list[PaperPart]
    copies: range
    hands: bool


def ballots_paper(meeting: Meeting) -> Paper | None:
    """None where nobody votes on paper."""
    return _paper(meeting, blanks=False) if meeting.mode == Meeting.Mode.PAPER else None


def tally_paper(meeting: Meeting) -> Paper | None:
    counted = (Meeting.Mode.PAPER, Meeting.Mode.HANDS)
    return _paper(meeting, blanks=True) if meeting.mode in counted else None


def _paper(meeting: Meeting, *, blanks: bool) -> Paper:
    categories = meeting.round.version.book.categories
    by_key: dict[str, list[Entry]] = {}
    entries = list(counted_entries(meeting).select_related("subject").order_by(*BY_SUBJECT))
    for entry in entries:
        by_key.setdefault(entry.subject.category, []).append(entry)
    parts = []
    for key, found in by_key.items():
        columns = [one for one in columns_for(meeting, categories[key]) if blanks or not one.is_blank]
        parts.append(PaperPart(categories[key], columns, found))
    copies = next((copies for rows, copies in SHORT if len(entries) <= rows), 1)
    return Paper(parts, range(copies), meeting.mode == Meeting.Mode.HANDS)


@dataclass(frozen=True)
class AttendanceList:
    """Numbered lines: names that are known already, then empty ones for everybody who is due."""

    names: list[str]


def list_paper(meeting: Meeting) -> AttendanceList:
    names = [line.strip() for line in meeting.attendance.splitlines() if line.strip()]
    lines = max(len(names) + SPARE_LINES, meeting.due or EMPTY_LINES)
    return AttendanceList([*names, *[""] * (min(lines, 2000) - len(names))])
