"""The leading group's recorded vote on one tie."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from stars.actions import Action
from stars.assessing import AssessmentState
from stars.errors import ReasonNeeded
from stars.models import Assessment, RatingRun, TieDecision
from stars.panel_errors import OwnSubject, WrongChoice, WrongDay, WrongVotes
from stars.queries.group import group_of
from stars.queries.own import own_subjects
from stars.queries.ties import OpenTie, may_record_ties, tie_to_decide
from stars.rules.plain import from_data
from stars.rules.rating import Rated
from stars.services.assessments import lock_assessment, require_state
from stars.services.fitting import fitting
from stars.services.rating_runs import draft_run, give_up, keep_run
from stars.services.recording import record
from stars.services.requiring import require
from stars.services.results import REASON_MAX


@dataclass(frozen=True)
class Vote:
    """What the group decided, and how: `chosen` of the tied have the level; votes of those present."""

    chosen: frozenset[int]
    votes_for: int
    votes_against: int
    abstained: int
    reason: str
    decided_on: datetime.date

    @property
    def counted(self) -> tuple[int, int, int]:
        return self.votes_for, self.votes_against, self.abstained


@transaction.atomic
def decide_tie(
    *, actor, round_id: int, category: str, level: int, vote: Vote, given_up: Collection[str] = ()
) -> RatingRun:
    """Record who of the tied has the level; of the same inputs a new run is made. A later vote takes an earlier's
    place. `given_up`: as for rate_round."""
    assessment = lock_assessment(round_id)
    require(may_record_ties(actor, assessment.round))
    require_state(assessment, AssessmentState.RATED)
    run, tie = tie_to_decide(assessment.round, category, level)
    _refuse_wrong(actor, assessment, tie, vote)
    _refuse_day(assessment, vote.decided_on)
    told = vars(vote) | {"reason": fitting(vote.reason, REASON_MAX), "chosen": sorted(vote.chosen)}
    if not told["reason"]:
        raise ReasonNeeded
    place = {"round": assessment.round, "category": category, "level": level}
    tied = [entry.pk for entry in tie.entries]
    TieDecision.objects.create(**place, **told, tied=tied, recorded_by=actor)
    draft = draft_run(assessment, assessment.round.version.book.categories[category], inputs_of(run))
    give_up(assessment, [draft], given_up, actor=actor)
    made = keep_run(assessment, draft, actor=actor)
    record(Action.TIE_DECIDED, actor=actor, organisation=assessment.village, **place)
    return made


def inputs_of(run: RatingRun) -> list[Rated]:
    return [from_data(Rated, one) for one in run.content["entries"]]


def _refuse_wrong(actor, assessment: Assessment, tie: OpenTie, vote: Vote) -> None:
    subjects = {entry.subject_id for entry in tie.entries}
    if subjects & own_subjects(actor, assessment.village):
        raise OwnSubject
    if len(vote.chosen) != tie.places or not vote.chosen <= {entry.pk for entry in tie.entries}:
        raise WrongChoice(WrongChoice.message % {"places": tie.places})
    group = group_of(assessment.round)
    free = [seat for seat in group.seats if not seat.excused]
    able = [seat for seat in free if not any(group.is_own(seat, entry) for entry in tie.entries)]
    if min(vote.counted) < 0 or sum(vote.counted) > len(able):
        text = _("%(n)d seats may vote on this tie: votes for, against and abstained are no more together.")
        raise WrongVotes(text % {"n": len(able)})
    needed = len(able) // 2 + 1
    if vote.votes_for < needed:
        text = _(
            "A decision needs more than half of the seats that may vote on this tie: at least %(n)d votes for it. "
            "Vote again, or choose others."
        )
        raise WrongVotes(text % {"n": needed})


def _refuse_day(assessment: Assessment, day: datetime.date) -> None:
    opened = timezone.localdate(assessment.round.opened_at)
    if not opened <= day <= timezone.localdate():
        raise WrongDay(_("The day of the vote lies after the round was opened and not in the future."))
