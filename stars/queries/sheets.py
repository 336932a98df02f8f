"""What a counter's sheet holds and lacks, and what he may see of the other's."""

from collections.abc import Mapping

from django.db.models import QuerySet

from stars.models import Entry, Meeting, TallySheet
from stars.rules.book import Category
from stars.tallying import BLANK, HANDS, Head

PART = 100  # rows a page: a phone, and the most fields that one form may have


def head_of(sheet: TallySheet) -> Head:
    return Head(sheet.issued, sheet.returned, sheet.void_ballots, sheet.recounted)


def tallied(counts: Mapping[str, Mapping[str, int]]) -> dict[int, dict[str, int]]:
    """A sheet's rows as they lie in the database, by entry."""
    return {int(entry): dict(row) for entry, row in counts.items()}


def counted_entries(meeting: Meeting) -> QuerySet[Entry]:
    """Who has a row: everybody on the ballot, or those nominated for a show of hands."""
    nominees = meeting.mode == Meeting.Mode.HANDS
    return meeting.nominated.all() if nominees else meeting.entries.all()


def columns_of(meeting: Meeting, category: Category) -> list[tuple[str, str]]:
    """(key, title) of what is counted for one entry; titles of blanks and hands are the screens'."""
    if meeting.mode == Meeting.Mode.HANDS:
        return [(HANDS, "")]
    return [*((option.key, option.title) for option in category.ballot), (BLANK, "")]


def row_options(meeting: Meeting) -> dict[int, frozenset[str]]:
    """Entry → the keys that its row may have; one query."""
    categories = meeting.round.version.book.categories
    keys = {
        key: frozenset(name for name, _title in columns_of(meeting, one)) for key, one in categories.items()
    }
    rows = counted_entries(meeting).values_list("pk", "subject__category")
    return {entry: keys[category] for entry, category in rows}
