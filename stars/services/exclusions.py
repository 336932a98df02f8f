"""Not rating somebody, under a ground that the county has switched on: proposed by one, confirmed by each who decides.

These steps write no event, no history and nothing outside the decision's own rows: it is seen by those who decide and,
once all have confirmed, by the subject; it is erased when the round is archived.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from stars.access import VILLAGE_POSTS, can_open_rating, can_read_rating
from stars.assessing import AssessmentState
from stars.models import Assessment, Entry, Exclusion, ExclusionDecider, User
from stars.preparing_errors import DayAhead
from stars.queries.exclusions import usable_grounds
from stars.queries.own import own_subjects
from stars.services.assessments import lock_assessment, require_state
from stars.services.requiring import require
from stars.slip_errors import (
    ConfirmedAlready,
    DeciderConcerned,
    ExcludedAlready,
    GroundOff,
    NotADecider,
    NotConfirmed,
    OwnDecision,
    ProposerDecides,
    TwoDeciders,
)

STATES = (AssessmentState.PREPARING, AssessmentState.ASSESSING)


@transaction.atomic
def propose_exclusion(
    *,
    actor,
    round_id: int,
    entry_id: int,
    clause: str,
    decider_ids: Iterable[int],
    decided_on: datetime.date,
) -> Exclusion:
    """By the secretary, who decides as well. Without effect until everybody named has confirmed it himself."""
    assessment = lock_assessment(round_id)
    require(can_open_rating(actor, assessment.village))
    require_state(assessment, *STATES)
    entry = assessment.round.entries.select_related("subject").get(pk=entry_id)
    _require_ground(assessment, entry, clause)
    if decided_on > timezone.localdate():
        raise DayAhead
    deciders = _deciders(assessment, entry, set(decider_ids), actor)
    if Exclusion.objects.filter(entry=entry).exists():
        raise ExcludedAlready
    made = Exclusion.objects.create(entry=entry, clause=clause, decided_on=decided_on)
    for person in deciders:
        ExclusionDecider.objects.create(exclusion=made, user=person, confirmed=person == actor)
    return made


def _require_ground(assessment: Assessment, entry: Entry, clause: str) -> None:
    """In force, and one of this entry's own table."""
    table = assessment.round.version.book.categories[entry.subject.category]
    assessment.round.organiser = assessment.village
    in_force = {ground.clause for ground in usable_grounds(assessment.round)}
    if clause not in in_force & {ground.clause for ground in table.grounds}:
        raise GroundOff


def _deciders(assessment: Assessment, entry: Entry, wanted: set[int], actor) -> list[User]:
    if actor.pk not in wanted:
        raise ProposerDecides
    require_not_own(assessment, entry, actor)
    posts = assessment.village.memberships.in_force().filter(post__in=VILLAGE_POSTS)
    found = list(User.objects.filter(pk__in=wanted, memberships__in=posts).distinct().order_by("pk"))
    if len(found) < 2 or len(found) != len(wanted):
        raise TwoDeciders
    if any(entry.subject_id in own_subjects(person, assessment.village) for person in found):
        raise DeciderConcerned
    return found


def require_not_own(assessment: Assessment, entry: Entry, actor) -> None:
    if entry.subject_id in own_subjects(actor, assessment.village):
        raise OwnDecision


def lock_exclusion(exclusion_id: int, actor) -> tuple[Assessment, Exclusion]:
    """For one of its deciders, as long as he has a post in the village."""
    found = Exclusion.objects.select_related("entry").get(pk=exclusion_id)
    assessment = lock_assessment(found.entry.round_id)
    related = Exclusion.objects.select_for_update(of=("self",)).select_related("entry__subject")
    exclusion = related.get(pk=exclusion_id)
    if not exclusion.voices.filter(user=actor).exists():
        raise NotADecider
    require(can_read_rating(actor, assessment.village))
    return assessment, exclusion


@transaction.atomic
def confirm_exclusion(*, actor, exclusion_id: int) -> Exclusion:
    """By each who was named, signed in himself; the last one puts it into force. Twice is the same as once."""
    assessment, exclusion = lock_exclusion(exclusion_id, actor)
    require_state(assessment, *STATES)
    require_not_own(assessment, exclusion.entry, actor)
    _require_ground(assessment, exclusion.entry, exclusion.clause)
    voice = exclusion.voices.get(user=actor)
    voice.confirmed = True
    voice.save()
    exclusion.confirmed = not exclusion.voices.filter(confirmed=False).exists()
    exclusion.save()
    return exclusion


@transaction.atomic
def decline_exclusion(*, actor, exclusion_id: int) -> None:
    """One of those named does not want it, or whoever proposed it takes it back: nothing is left of it."""
    assessment, exclusion = lock_exclusion(exclusion_id, actor)
    require_state(assessment, *STATES)
    if exclusion.confirmed:
        raise ConfirmedAlready
    exclusion.delete()


@transaction.atomic
def lift_exclusion(*, actor, exclusion_id: int) -> None:
    """The subject is rated after all; nothing is left of the decision."""
    assessment, exclusion = lock_exclusion(exclusion_id, actor)
    require_state(assessment, *STATES)
    if not exclusion.confirmed:
        raise NotConfirmed
    require_not_own(assessment, exclusion.entry, actor)
    exclusion.delete()
