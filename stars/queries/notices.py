"""What the public may read of postings, and nothing else. Names leave the page with the last day, by the clock."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from stars.aggregates import Count, joined_counts
from stars.level_words import level_stars, level_words
from stars.models import Organisation, Posting, Target

ABOVE = "organisation__parent__parent"


@dataclass(frozen=True)
class NoticeRow:
    """One line, as it was frozen. `number` counts within its table."""

    number: int
    entry: int
    name: str
    group: str
    level: int
    kind: str

    @property
    def words(self) -> str:
        """What it says: five stars; for a target with what is wanted: 晋星 · 四星级."""
        said = level_words(self.level)
        return f"{Target.Kind(self.kind).label} · {said}" if self.kind else said

    @property
    def stars(self) -> str:
        return level_stars(self.level)

    @property
    def label(self) -> str:
        apart = f"（{self.group}）" if self.group else ""
        return f"{self.number}. {self.name}{apart} · {self.words}"


@dataclass(frozen=True)
class NoticeTable:
    title: str
    rows: list[NoticeRow]
    counts: list[tuple[str, Count]]


@dataclass(frozen=True)
class Notice:
    """One posting on the day on which it is read. `content` is for those inside; the public page takes the parts."""

    posting: Posting
    day: datetime.date

    @property
    def running(self) -> bool:
        return self.posting.runs_on(self.day)

    @property
    def days_left(self) -> int:
        return (self.posting.ends_on - self.day).days

    @property
    def down_on(self) -> datetime.date:
        """The last day on which it stood there."""
        return min(self.posting.taken_down_on or self.posting.ends_on, self.posting.ends_on)

    @property
    def tables(self) -> list[NoticeTable]:
        """With their rows while the posting runs, with counts alone afterwards."""
        return self.tables_of(with_rows=self.running)

    def tables_of(self, *, with_rows: bool) -> list[NoticeTable]:
        return [table_of(table, with_rows) for table in self.posting.content.get("tables", ())]

    @property
    def nobody(self) -> bool:
        """Results in which nobody reached a star: there is no list, and the board says so."""
        return self.posting.kind == Posting.Kind.RESULTS and not self.posting.content.get("tables")

    @property
    def stars(self) -> list[str]:
        return [star["title"] for star in self.posting.content.get("stars", ())]

    @property
    def village(self) -> Organisation:
        return self.posting.organisation

    @property
    def about(self) -> dict:
        return self.posting.content["round"]

    @property
    def lines(self) -> list[NoticeRow]:
        """Every row, whether it runs or not: for those inside, and for the form's choices."""
        return [row for table in self.tables_of(with_rows=True) for row in table.rows]

    def line(self, entry_id: int | None) -> NoticeRow | None:
        return next((row for row in self.lines if row.entry == entry_id), None)


def table_of(table: dict, with_rows: bool) -> NoticeTable:
    rows = [row_of(number, row) for number, row in enumerate(table["rows"], start=1)]
    counts = joined_counts(Counter(row.level for row in rows))
    told = [("、".join(level_words(level) for level in one.levels), one) for one in counts]
    return NoticeTable(table["title"], rows if with_rows else [], told)


def row_of(number: int, row: dict) -> NoticeRow:
    return NoticeRow(number, row["entry"], row["name"], row["group"], row["level"], row.get("kind", ""))


def public_notice(posting_id: int, day: datetime.date) -> Notice | None:
    """One query; everything it says was frozen when it was put up."""
    found = Posting.objects.select_related(ABOVE).filter(pk=posting_id).first()
    return Notice(found, day) if found else None


def running(day: datetime.date) -> QuerySet[Posting]:
    return Posting.objects.filter(starts_on__lte=day, ends_on__gte=day, taken_down_on=None)


def running_notices(village: Organisation, day: datetime.date) -> list[Notice]:
    """Of one village, the oldest first. One query."""
    rows = running(day).filter(organisation=village).select_related(ABOVE).order_by("pk")
    return [Notice(row, day) for row in rows]
