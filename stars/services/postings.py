"""Putting up and taking down what is posted: one core for the five roles and for ten stars.

The five roles' own steps stand here; those of ten stars, which lock a dossier, in evidence.services.posting.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from stars.access import can_open_rating
from stars.actions import Action
from stars.assessing import ASSESSMENT_MOVES, AssessmentState, TargetState
from stars.digests import plain_digest
from stars.errors import ReasonNeeded
from stars.models import Assessment, Entry, Organisation, Posting, Round, Target
from stars.moves import move
from stars.notices import frame, result_rows, rows_in, tables, target_rows
from stars.posting_days import last_day
from stars.posting_errors import (
    DownAlready,
    NoTargets,
    NothingToPost,
    PostingRuns,
    TargetsNotPosted,
    TargetsUndecided,
    TiesUndecided,
)
from stars.queries.holidays import holiday_marks
from stars.queries.postings import postings_of
from stars.queries.results import undecided_ties
from stars.queries.standing import standing_results
from stars.services.assessments import lock_assessment, require_state
from stars.services.fitting import fitting
from stars.services.recording import record
from stars.services.requiring import require

DEFAULT_DAYS = 15  # where a book of the five roles states no number
REASON_MAX = 1000
IN_SUBJECT_ORDER = tuple(f"entry__subject__{name}" for name in ("category", "group", "number", "name", "pk"))


@transaction.atomic
def start_posting(*, actor, round_id: int, kind: str, category: str = "") -> Posting:
    """Post the results of every category, or the targets of all categories or of one. The secretary's."""
    assessment = lock_assessment(round_id)
    require(can_open_rating(actor, assessment.village))
    if kind == Posting.Kind.TARGETS:
        said = targets_said(assessment, category)
    else:
        said = results_said(assessment)
        move(assessment, ASSESSMENT_MOVES, "post", actor=actor)
    categories = [assessment.round.version.book.categories[table["key"]] for table in said["tables"]]
    return put_up(assessment.round, assessment.village, kind, said, categories, actor=actor)


def results_said(assessment: Assessment) -> dict:
    refuse_second(assessment.round, Posting.Kind.RESULTS, assessment.round.version.book.categories)
    require_state(assessment, AssessmentState.RATED)
    if undecided_ties(assessment.round):
        raise TiesUndecided
    found = result_rows(standing_results(assessment.round))
    if not found:
        raise NothingToPost
    return {"tables": tables(assessment.round.version.book.categories, found)}


def targets_said(assessment: Assessment, category: str) -> dict:
    """Approved targets, where the book has them approved; of every category that posts them, or of the one chosen."""
    require_state(assessment, AssessmentState.PREPARING)
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
    """No category stands on two boards at once."""
    today, wanted = timezone.localdate(), set(categories)
    for posting in postings_of(round, kind):
        if posting.runs_on(today) and wanted & {table["key"] for table in posting.content["tables"]}:
            raise PostingRuns(posting)


def put_up(
    round: Round,
    village: Organisation,
    kind: str,
    said: dict,
    categories,
    *,
    actor,
    entry: Entry | None = None,
) -> Posting:
    """Freeze what is said, from today for the longest time that one of `categories` asks for."""
    period = longest(categories)
    plain = period | {day: period[day].isoformat() for day in ("starts_on", "ends_on")}
    content = frame(round, village, kind, plain) | said
    number = postings_of(round, kind, entry).count() + 1
    about = {"organisation": village, "round": round, "entry": entry, "kind": kind, "number": number}
    proof = {"content": content, "digest": plain_digest(content), "started_by": actor}
    posting = Posting.objects.create(**about, **proof, **period)
    told = {"rows": len(rows_in(content)), "until": plain["ends_on"], "digest": posting.digest}
    log(Action.POSTED, posting, actor=actor, **told)
    return posting


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


def log(action: Action, posting: Posting, *, actor, reason: str = "", **data) -> None:
    about = {"organisation": posting.organisation, "round": posting.round, "entry": posting.entry}
    record(action, actor=actor, **about, target=str(posting.get_kind_display()), reason=reason, **data)


@transaction.atomic
def take_posting_down(*, actor, posting_id: int, reason: str) -> Posting:
    """Before its end, or before the results went on. Posted results are computed results again: they can be posted
    anew, or the scores be mended."""
    found = Posting.objects.exclude(kind=Posting.Kind.STARS).get(pk=posting_id)
    assessment = lock_assessment(found.round_id)
    require(can_open_rating(actor, assessment.village))
    posting = lock_posting(posting_id)
    standing = posting.kind == Posting.Kind.RESULTS and assessment.state == AssessmentState.POSTED
    if not posting.runs_on(timezone.localdate()) and not standing:
        raise DownAlready
    take_down(posting, reason, actor=actor)
    if standing:
        move(assessment, ASSESSMENT_MOVES, "unpost", actor=actor, reason=reason)
    return posting


def lock_posting(posting_id: int) -> Posting:
    related = ("organisation__parent", "round__version", "entry")
    return Posting.objects.select_for_update(of=("self",)).select_related(*related).get(pk=posting_id)


def take_down(posting: Posting, reason: str, *, actor) -> None:
    """Call with the posting locked."""
    reason = fitting(reason, REASON_MAX)
    if not reason:
        raise ReasonNeeded
    if posting.taken_down_on is not None:
        raise DownAlready
    posting.taken_down_on, posting.taken_down_by = timezone.localdate(), actor
    posting.taken_down_because = reason
    posting.save()
    log(Action.POSTING_TAKEN_DOWN, posting, actor=actor, reason=reason)
