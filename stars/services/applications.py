"""Applying for the assessment: where the book asks for it, who does not apply himself is not assessed."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from stars.access import can_run_rating
from stars.actions import Action
from stars.models import Assessment, Entry
from stars.preparing_errors import DayAhead, NoApplications
from stars.services.assessments import lock_assessment
from stars.services.entries import require_preparing
from stars.services.recording import record
from stars.services.requiring import require
from stars.slip_errors import NobodyChosen
from stars.tracking import save_tracked


@transaction.atomic
def record_applications(
    *, actor, round_id: int, entry_ids: Iterable[int], applied_on: datetime.date | None
) -> int:
    """From papers: these applied on that day, or (None) did not after all. Returns how many changed."""
    assessment = lock_assessment(round_id)
    require(can_run_rating(actor, assessment.village))
    require_preparing(assessment)
    if applied_on and applied_on > timezone.localdate():
        raise DayAhead
    entries = list(assessment.round.entries.filter(pk__in=list(entry_ids)).select_related("subject"))
    if not entries:
        raise NobodyChosen
    changed = [entry for entry in entries if entry.applied_on != applied_on]
    for entry in changed:
        entry.round = assessment.round
        apply(assessment, entry, applied_on, actor=actor)
    return len(changed)


def apply(assessment: Assessment, entry: Entry, day: datetime.date | None, *, actor) -> None:
    """Inside a step that checked who and when; `actor` is None for a person with a slip."""
    if not entry.table.applies_himself:
        raise NoApplications
    entry.applied_on = day
    save_tracked(entry, actor=actor, reason=Action.APPLIED)
    place = {"organisation": assessment.village, "round": assessment.round, "entry": entry}
    record(Action.APPLIED, actor=actor, **place, applied=day is not None)
