"""One filing on the township's page: what is in it, what changed, why each level, whether it is intact."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator

from stars.assessing import AssessmentState
from stars.explain_words import told_step
from stars.filed import KIND
from stars.lint_words import told_finding
from stars.models import Filing, PanelSeat, SignOff
from stars.queries.filings import ReportedTable, filings_of, reported_tables
from stars.queries.filings_changes import Change, changes
from stars.queries.filings_verifying import Problem, verify_filing
from stars.queries.rulebooks_findings import from_accepted
from stars.rules.book import Category
from stars.rules.plain import from_data
from stars.rules.rating import Step

ENTRIES_A_PAGE = 100


@dataclass(frozen=True)
class ReadEntry:
    """One line of a filing with its explanation in words."""

    row: dict
    reasons: list[str]


@dataclass(frozen=True)
class FilingPage:
    """`others`: every filing of the round, newest first. `table`: the category that is shown."""

    filing: Filing
    others: list[Filing]
    tables: list[ReportedTable]
    table: ReportedTable | None
    entries: Page
    sign_off: SignOff | None
    problems: list[Problem]

    @property
    def is_newest(self) -> bool:
        return self.others[0].pk == self.filing.pk

    @property
    def state(self) -> str:
        return self.filing.round.assessment.state if self.is_newest else ""

    @property
    def to_be_checked(self) -> bool:
        return self.state == AssessmentState.FILED

    @property
    def to_be_signed(self) -> bool:
        return self.state == AssessmentState.CHECKED

    @property
    def seats(self) -> list[dict]:
        """Who sat in the leading group, the role in words."""
        roles = dict(PanelSeat.Role.choices)
        panel = self.filing.content.get("panel", ()) if self.tables else ()
        return [{**seat, "role": roles.get(seat["role"], seat["role"])} for seat in panel]

    @property
    def accepted(self) -> list[tuple[str, str]]:
        """Warnings on the rulebook that somebody accepted, in words, each with the reason."""
        rows = self.filing.content["rulebook"]["accepted"] if self.tables else ()
        return [(told_finding(from_accepted(row)), row["reason"]) for row in rows]

    @cached_property
    def before(self) -> Filing | None:
        return next((one for one in self.others if one.number == self.filing.number - 1), None)

    @cached_property
    def changes(self) -> list[Change]:
        """Since the filing before this one."""
        return changes(self.before.content, self.filing.content) if self.before and self.tables else []


def filing_page(filing: Filing, category: str = "", page: str | None = None) -> FilingPage:
    """`filing` as visible_filings() reads it. At a fixed number of queries."""
    tables, table, entries = shown_part(filing, category, page)
    return FilingPage(
        filing=filing,
        others=list(filings_of(filing.round)),
        tables=tables,
        table=table,
        entries=entries,
        sign_off=SignOff.objects.filter(kind=KIND, digest=filing.digest).select_related("signer").first(),
        problems=verify_filing(filing),
    )


def shown_part(filing: Filing, category: str, page: str | None):
    """All tables, the one to show, and a page of its entries; nothing of a content that can no longer be read."""
    try:
        tables = reported_tables(filing.content, filing.round.version.book)
        table = next((one for one in tables if one.table.key == category), tables[0] if tables else None)
        found = Paginator(table.rows if table else [], ENTRIES_A_PAGE).get_page(page)
        found.object_list = [read_entry(row, table.table) for row in found.object_list] if table else []
    except (KeyError, TypeError, AttributeError, ValueError):
        return [], None, Paginator([], ENTRIES_A_PAGE).get_page(1)
    return tables, table, found


def read_entry(row: dict, table: Category) -> ReadEntry:
    return ReadEntry(row, [told_step(from_data(Step, step), table) for step in row["explanation"]])
