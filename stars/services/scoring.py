"""The leading group scores: one person, one entry, all lines of its table at once."""

from collections.abc import Mapping

from django.db import transaction

from stars.access import can_score
from stars.actions import Action
from stars.assessing import AssessmentState
from stars.models import Assessment, Entry, PanelScore
from stars.panel_errors import NoSeat, NotRatedHere, OwnSubject, ScoredMeanwhile
from stars.points import Points, read_points
from stars.queries.entries import entries_to_rate
from stars.queries.own import own_subjects
from stars.queries.seats import seat_of
from stars.services.assessments import lock_assessment, require_state
from stars.services.recording import record
from stars.services.requiring import require
from stars.tracking import save_tracked


@transaction.atomic
def save_score(*, actor, entry_id: int, points: Mapping[str, str], version: int) -> PanelScore:
    """`version`: of the score that the page showed, 0 where there was none yet. Saving the same again changes nothing."""
    entry = Entry.objects.select_related("round__version", "subject").get(pk=entry_id)
    assessment = lock_assessment(entry.round_id)
    require(can_score(actor, assessment.village))
    require_state(assessment, AssessmentState.ASSESSING)
    _refuse_who_may_not(actor, assessment, entry)
    kept = read_points(entry.table, points)
    row = PanelScore.objects.select_for_update().filter(entry=entry, scorer=actor).first()
    row = row or PanelScore(entry=entry, scorer=actor, points={}, version=0)
    if row.points == kept:
        return row
    if row.version != version:
        raise ScoredMeanwhile(row.points, row.version)
    return _save(assessment, row, kept, actor=actor)


def _refuse_who_may_not(actor, assessment: Assessment, entry: Entry) -> None:
    seat = seat_of(assessment.round, actor)
    if seat is None or not seat.scores:
        raise NoSeat
    if entry.subject_id in own_subjects(actor, assessment.village):
        raise OwnSubject
    rated = entries_to_rate(assessment.round, entry.subject.category)
    if not rated.filter(pk=entry.pk).exists():
        raise NotRatedHere


def _save(assessment: Assessment, row: PanelScore, points: Points, *, actor) -> PanelScore:
    """The event says that somebody scored, never how."""
    row.points, row.version = points, row.version + 1
    save_tracked(row, actor=actor, reason=Action.SCORED)
    village, round_ = assessment.village, assessment.round
    record(Action.SCORED, actor=actor, organisation=village, round=round_, entry=row.entry)
    return row
