"""Computing the results of a round, and going back to its scores."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from stars.access import can_open_rating, can_run_rating
from stars.actions import Action
from stars.assessing import ASSESSMENT_MOVES, AssessmentState
from stars.facts import Facts, round_facts
from stars.missing_words import told_missing, told_unfinished
from stars.models import Assessment, RatingRun, TieDecision
from stars.moves import move
from stars.panel_errors import NothingToRate, NotReady
from stars.queries.counts import unfinished_meetings
from stars.queries.exclusions import told_unconfirmed
from stars.queries.standing import newest_runs
from stars.queries.ties import dropped_decisions
from stars.services.assessments import lock_assessment, require_state
from stars.services.fitting import fitting
from stars.services.rating_runs import draft_run, give_up, keep_run
from stars.services.recording import record
from stars.services.requiring import require

REASON_MAX = 1000


@dataclass(frozen=True)
class RatedRound:
    """The newest run of each category, which of them are new, and decisions on ties that no longer fit."""

    runs: list[RatingRun]
    made: list[RatingRun]
    dropped: list[TieDecision]


@transaction.atomic
def rate_round(*, actor, round_id: int, given_up: Collection[str] = ()) -> RatedRound:
    """Every category of the round at once; again until the results are posted. The same inputs give no new run.

    Corrections after objections go on. `given_up`: receipts of those that cannot and are to fall away; one that is
    not named is CorrectionsLost."""
    assessment = lock_assessment(round_id)
    require(can_run_rating(actor, assessment.village))
    require_state(assessment, AssessmentState.ASSESSING, AssessmentState.RATED)
    before = newest_runs(assessment.round)
    found = [
        facts for facts in round_facts(assessment.round) if facts.entries or facts.category.key in before
    ]
    _refuse_gaps(assessment, found, actor=actor)
    drafts = [draft_run(assessment, facts.category, facts.rated) for facts in found]
    give_up(assessment, drafts, given_up, actor=actor)
    runs = [keep_run(assessment, draft, actor=actor) for draft in drafts]
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
