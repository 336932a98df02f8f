"""What a village reports to its township, and what stands in the way of it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stars.assessing import ASSESSMENT_MOVES
from stars.filed import FORMAT, read_mark, sealed_name
from stars.models import Assessment, Exclusion, Filing, PanelSeat, Posting, Round, Target
from stars.queries.filings_changes import Change, changes
from stars.queries.postings import OBSTACLES, filing_obstacles
from stars.queries.results import is_met, target_of
from stars.queries.standing import StandingResult, newest_runs, standing_results
from stars.queries.ties import undecided_ties
from stars.rules.book import Category

NOTHING_RATED = gettext_lazy("Nobody has a result in this round. Compute the results first.")


def filings_of(round: Round) -> QuerySet[Filing]:
    """Newest first, with the people named in them."""
    people = ("filed_by", "checked_by", "returned_by")
    return Filing.objects.filter(round=round).select_related(*people).order_by("-number")


def hindrances(round: Round, content: dict) -> list[str]:
    """Everything that stands in the way of filing `content`, in words; empty when nothing does."""
    titles = {key: table.title for key, table in round.version.book.categories.items()}
    ties = [
        _("%(category)s: equal scores at level %(level)s wait for the decision of the leading group.")
        % {"category": titles[tie.category], "level": tie.level}
        for tie in undecided_ties(round)
    ]
    empty = [] if content["entries"] else [str(NOTHING_RATED)]
    return empty + ties + [str(OBSTACLES[key]) for key in filing_obstacles(round)]


def report(assessment: Assessment, number: int, note: str = "") -> dict:
    """The content of a filing. Who has no level, or is under an exclusion, is in none of it. At a fixed number of
    queries."""
    round_, version = assessment.round, assessment.round.version
    runs = {key: {"number": run.number, "digest": run.digest} for key, run in newest_runs(round_).items()}
    book = {"title": version.book.title, "number": version.number, "digest": version.digest}
    return {
        "format": FORMAT,
        "number": number,
        "note": note,
        "round": {"title": round_.title, "year": round_.year, "half": round_.half},
        "village": {"code": assessment.village.code, "name": assessment.village.name},
        "township": {"code": assessment.township.code, "name": assessment.township.name},
        "rulebook": book | {"accepted": version.accepted},
        "runs": runs,
        "postings": posted(round_),
        "panel": seated(round_),
        "entries": reported(round_),
    }


def posted(round: Round) -> list[dict]:
    rows = Posting.objects.filter(round=round, kind=Posting.Kind.RESULTS, taken_down_on=None)
    return [
        {
            "number": row.number,
            "digest": row.digest,
            "starts_on": row.starts_on.isoformat(),
            "ends_on": row.ends_on.isoformat(),
        }
        for row in rows.order_by("number")
    ]


def seated(round: Round) -> list[dict]:
    """Who sat in the leading group as what; how anybody scored is in no filing."""
    seats = PanelSeat.objects.filter(round=round).select_related("user").order_by("pk")
    return [{"name": str(seat.user), "role": seat.role, "excused": seat.excused} for seat in seats]


def reported(round: Round) -> list[dict]:
    """In the order of the subjects, never of the scores."""
    confirmed = Exclusion.objects.filter(entry__round=round, confirmed=True)
    excluded = set(confirmed.values_list("entry_id", flat=True))
    targets = counting_targets(round)
    return [
        reported_entry(one, targets.get(one.entry.pk))
        for one in standing_results(round)
        if one.level is not None and one.entry.pk not in excluded
    ]


def counting_targets(round: Round) -> dict[int, Target]:
    """Entry → its target, approved where the book has it approved. One query."""
    found = {}
    for row in Target.objects.filter(entry__round=round).select_related("entry__subject"):
        row.entry.round = round
        if target_of(row.entry):
            found[row.entry_id] = row
    return found


def reported_entry(result: StandingResult, target: Target | None) -> dict:
    entry, level = result.entry, result.level or 0
    row = {
        "entry": entry.pk,
        "category": entry.subject.category,
        **sealed_name(entry.pk, entry.subject.label),
    }
    row |= {"level": level, "shown": result.shown, "explanation": result.explanation}
    row |= {"previous": entry.previous_level, "lifetime": entry.lifetime, "target": None}
    if target:
        row["target"] = {"kind": target.kind, "level": target.level, "met": is_met(target, level)}
    return row


@dataclass(frozen=True)
class ReportedTable:
    """One category of a filing. `counts`: level → how many, the highest level first."""

    table: Category
    rows: list[dict]

    @property
    def counts(self) -> list[tuple[int, int]]:
        levels = [row["level"] for row in self.rows]
        return [(level, levels.count(level)) for level in range(5, -1, -1)]


def reported_tables(content: dict, book) -> list[ReportedTable]:
    """In the order of the rulebook; categories of which nothing is reported are left out."""
    found = {key: [row for row in content["entries"] if row["category"] == key] for key in book.categories}
    return [ReportedTable(book.categories[key], rows) for key, rows in found.items() if rows]


@dataclass(frozen=True)
class OwnFilings:
    """The village's page: what would be filed now, with its `mark` and what is in the way; or what was filed last."""

    mark: str
    hindrances: list[str]
    tables: list[ReportedTable]
    changes: list[Change]
    filings: list[Filing]

    @property
    def newest(self) -> Filing | None:
        return self.filings[0] if self.filings else None


def own_filings(assessment: Assessment) -> OwnFilings:
    """At a fixed number of queries. `changes`: since the filing before the one that is shown."""
    round_, filings = assessment.round, list(filings_of(assessment.round))
    earlier = [filing.content for filing in filings]
    filable = ASSESSMENT_MOVES.allows(assessment.state, "file")
    if filable:
        earlier.insert(0, report(assessment, len(filings) + 1))
    content = earlier[0] if earlier else None
    return OwnFilings(
        mark=read_mark(content) if filable and content else "",
        hindrances=hindrances(round_, content) if filable and content else [],
        tables=reported_tables(content, round_.version.book) if content else [],
        changes=changes(earlier[1], content) if content and len(earlier) > 1 else [],
        filings=filings,
    )
