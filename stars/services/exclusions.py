"""Not rating somebody, under a ground that the county has switched on.

These steps write no event, no history and nothing outside the row: it is seen by those who decided and by the subject,
and erased when the round is archived.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from stars.access import VILLAGE_POSTS, can_open_rating
from stars.assessing import AssessmentState
from stars.errors import ReasonNeeded
from stars.models import Assessment, Entry, Exclusion, User
from stars.preparing_errors import DayAhead
from stars.queries.exclusions import usable_grounds
from stars.queries.own import own_subjects
from stars.services.assessments import lock_assessment, require_state
from stars.services.fitting import fitting
from stars.services.requiring import require
from stars.services.slips import lock_why
from stars.slip_errors import DeciderConcerned, ExcludedAlready, GroundOff, NotADecider, TwoDeciders

TEXT_MAX = 2000
STATES = (AssessmentState.PREPARING, AssessmentState.ASSESSING)


@transaction.atomic
def exclude_entry(
    *,
    actor,
    round_id: int,
    entry_id: int,
    clause: str,
    decider_ids: Iterable[int],
    decided_on: datetime.date,
) -> Exclusion:
    """Recorded by the secretary; decided by at least two people of the village who are not concerned."""
    assessment = lock_assessment(round_id)
    require(can_open_rating(actor, assessment.village))
    require_state(assessment, *STATES)
    entry = assessment.round.entries.select_related("subject").get(pk=entry_id)
    _require_ground(assessment, entry, clause)
    if decided_on > timezone.localdate():
        raise DayAhead
    deciders = _deciders(assessment, entry, set(decider_ids))
    if Exclusion.objects.filter(entry=entry).exists():
        raise ExcludedAlready
    made = Exclusion.objects.create(entry=entry, clause=clause, decided_on=decided_on)
    made.deciders.set(deciders)
    return made


def _require_ground(assessment: Assessment, entry: Entry, clause: str) -> None:
    """In force, and one of this entry's own table."""
    table = assessment.round.version.book.categories[entry.subject.category]
    assessment.round.organiser = assessment.village
    in_force = {ground.clause for ground in usable_grounds(assessment.round)}
    if clause not in in_force & {ground.clause for ground in table.grounds}:
        raise GroundOff


def _deciders(assessment: Assessment, entry: Entry, wanted: set[int]) -> list[User]:
    posts = assessment.village.memberships.in_force().filter(post__in=VILLAGE_POSTS)
    found = list(User.objects.filter(pk__in=wanted, memberships__in=posts).distinct())
    if len(found) < 2 or len(found) != len(wanted):
        raise TwoDeciders
    if any(entry.subject_id in own_subjects(person, assessment.village) for person in found):
        raise DeciderConcerned
    return found


def _lock_exclusion(exclusion_id: int, actor) -> tuple[Assessment, Exclusion]:
    """For one of its deciders, while the village rates; for anybody else it does not exist."""
    found = Exclusion.objects.select_related("entry").get(pk=exclusion_id)
    assessment = lock_assessment(found.entry.round_id)
    exclusion = Exclusion.objects.select_for_update().get(pk=exclusion_id)
    if not exclusion.deciders.filter(pk=actor.pk).exists():
        raise NotADecider
    return assessment, exclusion


@transaction.atomic
def answer_exclusion(*, actor, exclusion_id: int, answer: str) -> Exclusion:
    """What those who decided say to the subject's objection."""
    _assessment, exclusion = _lock_exclusion(exclusion_id, actor)
    exclusion.answer = fitting(answer, TEXT_MAX)
    exclusion.save()
    return exclusion


@transaction.atomic
def lift_exclusion(*, actor, exclusion_id: int) -> None:
    """The subject is rated after all; nothing is left of the decision."""
    assessment, exclusion = _lock_exclusion(exclusion_id, actor)
    require_state(assessment, *STATES)
    exclusion.delete()


@transaction.atomic
def object_by_slip(*, code: str, text: str) -> Exclusion:
    """The subject objects on his own page; those who decided read it."""
    slip = lock_why(code)
    exclusion = Exclusion.objects.select_for_update().get(entry=slip.entry_id)
    exclusion.objection = fitting(text, TEXT_MAX)
    if not exclusion.objection:
        raise ReasonNeeded
    exclusion.save()
    return exclusion
