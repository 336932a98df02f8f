"""Computing the results of a round, and going back to its scores."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from stars.access import can_open_rating, can_run_rating
from stars.actions import Action
from stars.assessing import ASSESSMENT_MOVES, AssessmentState
from stars.digests import plain_digest
from stars.facts import Facts, round_facts
from stars.missing_words import told_missing, told_unfinished
from stars.models import Assessment, RatingRun, Result, TieDecision
from stars.moves import move
from stars.panel_errors import NothingToRate, NotReady
from stars.queries.counts import unfinished_meetings
from stars.queries.exclusions import told_unconfirmed
from stars.queries.standing import newest_runs
from stars.queries.ties import dropped_decisions
from stars.rules.book import Category
from stars.rules.plain import to_data
from stars.rules.rating import Rated, RatingError
from stars.services.assessments import lock_assessment, require_state
from stars.services.fitting import fitting
from stars.services.recording import record
from stars.services.requiring import require
from stars.tie_decisions import rate
from stars.words import told_rating

FORMAT = 1
REASON_MAX = 1000


@dataclass(frozen=True)
class RatedRound:
    """The newest run of each category, which of them are new, and decisions on ties that no longer fit."""

    runs: list[RatingRun]
    made: list[RatingRun]
    dropped: list[TieDecision]


@transaction.atomic
def rate_round(*, actor, round_id: int) -> RatedRound:
    """Every category of the round at once; again until the results are posted. The same inputs give no new run."""
    assessment = lock_assessment(round_id)
    require(can_run_rating(actor, assessment.village))
    require_state(assessment, AssessmentState.ASSESSING, AssessmentState.RATED)
    before = newest_runs(assessment.round)
    found = [
        facts for facts in round_facts(assessment.round) if facts.entries or facts.category.key in before
    ]
    _refuse_gaps(assessment, found, actor=actor)
    runs = [rate_category(assessment, facts.category, facts.rated, actor=actor) for facts in found]
    made = [run for run in runs if run != before.get(run.category)]
    if assessment.state == AssessmentState.ASSESSING:
        move(assessment, ASSESSMENT_MOVES, "rate", actor=actor)
    elif not made:
        return RatedRound(runs, [], dropped_decisions(assessment.round))
    village, round_ = assessment.village, assessment.round
    told = [run.category for run in made]
    record(Action.RATED, actor=actor, organisation=village, round=round_, categories=told)
    return RatedRound(runs, made, dropped_decisions(assessment.round))


@transaction.atomic
def reopen_scores(*, actor, round_id: int, reason: str) -> Assessment:
    """Back to meetings and scores, before the posting or after the township's return. The runs stay as they are."""
    assessment = lock_assessment(round_id)
    require(can_open_rating(actor, assessment.village))
    reason = fitting(reason, REASON_MAX)
    move(assessment, ASSESSMENT_MOVES, "reopen", actor=actor, reason=reason)
    village, round_ = assessment.village, assessment.round
    record(Action.REOPENED, actor=actor, organisation=village, round=round_, reason=reason)
    return assessment


def _refuse_gaps(assessment: Assessment, found: Sequence[Facts], *, actor) -> None:
    if not any(facts.entries for facts in found):
        raise NothingToRate
    lines = told_unfinished(unfinished_meetings(assessment.round))
    lines += [line for facts in found for line in told_missing(facts)]
    lines += told_unconfirmed(actor, assessment.round)
    if lines:
        raise NotReady(lines)


def rate_category(assessment: Assessment, category: Category, rated: Sequence[Rated], *, actor) -> RatingRun:
    """A run of these inputs with the decisions that fit; the newest one again where it says the same."""
    runs = RatingRun.objects.filter(round=assessment.round, category=category.key)
    newest = runs.order_by("number").last()
    decisions = TieDecision.objects.filter(round=assessment.round, category=category.key)
    content = _content(assessment, category, rated, list(decisions))
    digest = plain_digest(content)
    if newest and newest.digest == digest:
        return newest
    number = newest.number + 1 if newest else 1
    told = {"category": category.key, "number": number, "content": content, "digest": digest}
    run = RatingRun.objects.create(round=assessment.round, made_by=actor, **told)
    for outcome in content["results"]:
        _result(run, outcome)
    return run


def _content(assessment: Assessment, category: Category, rated: Sequence[Rated], decisions) -> dict:
    """What went in and what came out: whoever has the rulebook's text can compute it again."""
    try:
        rating, decided = rate(category, rated, decisions)
    except RatingError as error:
        raise NotReady([told_rating(error)]) from error
    told = {
        "format": FORMAT,
        "rulebook": assessment.round.version.digest,
        "category": category.key,
        "entries": [to_data(one) for one in rated],
        "decided": {str(level): sorted(chosen) for level, chosen in decided.items()},
    }
    return told | to_data(rating)


def _result(run: RatingRun, outcome: dict) -> Result:
    told = {"exact": outcome["exact"] or "", "shown": outcome["shown"] or ""}
    told |= {"level": outcome["level"], "explanation": outcome["explanation"]}
    return Result.objects.create(run=run, entry_id=int(outcome["subject"]), **told)
