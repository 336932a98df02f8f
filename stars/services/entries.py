"""Taking the village's subjects into a round, and out again before the assessment begins."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import ProtectedError

from stars.access import can_run_rating
from stars.actions import Action
from stars.assessing import AssessmentState
from stars.bulk import bulk_create_tracked
from stars.models import Assessment, Entry, Subject
from stars.preparing_errors import EntryInUse, RoundBegun
from stars.queries.previous import previous_levels
from stars.services.assessments import lock_assessment
from stars.services.recording import record
from stars.services.requiring import require
from stars.tracking import delete_tracked


@transaction.atomic
def take_in_subjects(*, actor, round_id: int, subject_ids: Iterable[int] | None = None) -> int:
    """An entry for every present subject of the book's categories that has none, or for those of `subject_ids`;
    returns how many."""
    assessment = lock_assessment(round_id)
    require(can_run_rating(actor, assessment.village))
    require_preparing(assessment)
    tables = assessment.round.version.book.categories
    found = Subject.objects.present().filter(owner=assessment.village, category__in=tables)
    if subject_ids is not None:
        found = found.filter(pk__in=list(subject_ids))
    made = make_entries(assessment, found.exclude(entries__round=round_id), actor=actor)
    if made:
        place = {"organisation": assessment.village, "round": assessment.round}
        record(Action.ENTRIES_MADE, actor=actor, **place, entries=len(made))
    return len(made)


def require_preparing(assessment: Assessment) -> None:
    if assessment.state != AssessmentState.PREPARING:
        raise RoundBegun


def make_entries(
    assessment: Assessment, subjects: Iterable[Subject], *, actor, levels: Mapping[int, int] | None = None
) -> list[Entry]:
    """Inside the transaction of a step that checked the state. `levels`: subject → level before, as the list says
    it; else what he holds from an earlier round."""
    subjects = list(subjects)
    if not subjects:
        return []
    before = previous_levels(assessment.round) | dict(levels or {})
    rows = [
        Entry(
            round=assessment.round,
            subject=subject,
            previous_level=before.get(subject.pk),
            lifetime=subject.lifetime,
        )
        for subject in subjects
    ]
    return bulk_create_tracked(rows, actor=actor, reason=Action.ENTRIES_MADE)


@transaction.atomic
def take_out_entry(*, actor, round_id: int, entry_id: int) -> None:
    """With target, self-check and slips; the subject stays on the village's list."""
    assessment = lock_assessment(round_id)
    require(can_run_rating(actor, assessment.village))
    require_preparing(assessment)
    entry = assessment.round.entries.select_related("declared").get(pk=entry_id)
    place = {"organisation": assessment.village, "round": assessment.round}
    record(Action.SUBJECT_LEFT, actor=actor, **place, entry=entry)
    remove_entry(entry, actor=actor)


def remove_entry(entry: Entry, *, actor) -> None:
    """Inside the transaction of a step that checked the state; a refusal undoes that step as a whole."""
    try:
        if hasattr(entry, "declared"):
            delete_tracked(entry.declared, actor=actor, reason=Action.SUBJECT_LEFT)
        for check in entry.self_checks.all():
            delete_tracked(check, actor=actor, reason=Action.SUBJECT_LEFT)
        entry.slips.all().delete()
        delete_tracked(entry, actor=actor, reason=Action.SUBJECT_LEFT)
    except ProtectedError as error:
        raise EntryInUse from error
