"""What would be posted today: read, and not stored. The preview and the step itself use the same."""

from collections.abc import Iterable

from django.utils import timezone

from stars.assessing import AssessmentState, TargetState
from stars.digests import plain_digest
from stars.errors import WrongState
from stars.models import Assessment, Entry, Organisation, Posting, Round, Target
from stars.notices import frame, result_rows, tables, target_rows
from stars.posting_days import last_day
from stars.posting_errors import (
    NoTargets,
    NothingToPost,
    PostingRuns,
    TargetsNotPosted,
    TargetsUndecided,
    TiesUndecided,
)
from stars.queries.exclusions import objection_waits
from stars.queries.holidays import holiday_marks
from stars.queries.postings import postings_of
from stars.queries.results import undecided_ties
from stars.queries.standing import standing_results
from stars.slip_errors import NotRatedObjects

DEFAULT_DAYS = 15  # where a book of the five roles states no number
IN_SUBJECT_ORDER = tuple(f"entry__subject__{name}" for name in ("category", "group", "number", "name", "pk"))


def draft_posting(assessment: Assessment, kind: str, category: str = "") -> Posting:
    """What would be put up today, not stored; raises the refusal that stands in the way."""
    said = targets_said(assessment, category) if kind == Posting.Kind.TARGETS else results_said(assessment)
    categories = assessment.round.version.book.categories
    tables_posted = [categories[table["key"]] for table in said["tables"]] or list(categories.values())
    return drafted(assessment.round, assessment.village, Posting.Kind(kind), said, tables_posted)


def mark_of(posting: Posting) -> str:
    """Of what the reader reads: the same draft a minute later has the same mark."""
    return plain_digest({key: value for key, value in posting.content.items() if key != "salt"})


def results_said(assessment: Assessment) -> dict:
    """Without a table where nobody reached one star: that is posted as well, for otherwise the round would end here."""
    refuse_second(assessment.round, Posting.Kind.RESULTS, assessment.round.version.book.categories)
    if assessment.state != AssessmentState.RATED:
        raise WrongState
    if undecided_ties(assessment.round):
        raise TiesUndecided
    if objection_waits(assessment.round):
        raise NotRatedObjects
    results = standing_results(assessment.round)
    if all(one.level is None for one in results):
        raise NothingToPost
    return {"tables": tables(assessment.round.version.book.categories, result_rows(results))}


def targets_said(assessment: Assessment, category: str) -> dict:
    """Approved targets, where the book has them approved; of every category that posts them, or of the one chosen."""
    if assessment.state != AssessmentState.PREPARING:
        raise WrongState
    posted = categories_with_posted_targets(assessment.round)
    chosen = {key: table for key, table in posted.items() if category in ("", key)}
    if not chosen:
        raise TargetsNotPosted
    refuse_second(assessment.round, Posting.Kind.TARGETS, chosen)
    about = Target.objects.filter(entry__round=assessment.round, entry__subject__category__in=chosen)
    found = list(about.select_related("entry__subject").order_by(*IN_SUBJECT_ORDER))
    open_ones = [
        one
        for one in found
        if one.state == TargetState.DECLARED and chosen[one.entry.subject.category].target.approved
    ]
    if open_ones:
        raise TargetsUndecided(len(open_ones))
    rows = target_rows(one for one in found if one.state != TargetState.REFUSED)
    if not rows:
        raise NoTargets
    return {"tables": tables(chosen, rows)}


def categories_with_posted_targets(round: Round) -> dict:
    book = round.version.book
    return {key: one for key, one in book.categories.items() if one.target and one.target.posted}


def refuse_second(round: Round, kind: str, categories: Iterable[str]) -> None:
    """No category stands on two boards at once; a board without a table speaks of all."""
    today, wanted = timezone.localdate(), set(categories)
    for posting in postings_of(round, kind):
        posted = {table["key"] for table in posting.content["tables"]} or wanted
        if posting.runs_on(today) and wanted & posted:
            raise PostingRuns(posting)


def drafted(
    round: Round, village: Organisation, kind: str, said: dict, categories, entry: Entry | None = None
) -> Posting:
    """From today for the longest time that one of `categories` asks for; frozen with what is said."""
    period = longest(categories)
    plain = period | {day: period[day].isoformat() for day in ("starts_on", "ends_on")}
    content = frame(round, village, kind, plain) | said
    number = postings_of(round, kind, entry).count() + 1
    about = {"organisation": village, "round": round, "entry": entry, "kind": kind, "number": number}
    return Posting(**about, **period, content=content, digest=plain_digest(content))


def longest(categories) -> dict:
    """Days and unit of the category whose posting ends last."""
    today, marks = timezone.localdate(), holiday_marks()
    found = []
    for table in categories:
        days = table.posting_days or DEFAULT_DAYS
        unit = table.posting_unit
        found.append((last_day(today, days, unit, marks), days, unit))
    ends_on, days, unit = max(found)
    return {"starts_on": today, "ends_on": ends_on, "days": days, "unit": unit}
