"""Photographs that a round of the five roles keeps inside: a signed tally sheet, a list of who was present."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evidence.access import can_add_round_file
from evidence.errors import AlreadyThere
from evidence.models import Derivative, RoundFile
from evidence.services.taking_in import take_in
from evidence.stores import PRIVATE, Kept
from stars.access import can_run_rating
from stars.actions import Action
from stars.assessing import AssessmentState
from stars.errors import BadInput, WrongState
from stars.models import Assessment, Meeting
from stars.services.assessments import lock_assessment
from stars.services.recording import record
from stars.services.requiring import require

KINDS = frozenset({"jpeg", "png", "webp", "pdf"})
OTHER_PAPERS = (".docx", ".xlsx")  # the gate takes them; refused before anything is stored
OVER = frozenset({AssessmentState.ARCHIVED})


class RoundFileKind(BadInput):
    code = "round_file_kind"
    message = _("A photograph (JPEG, PNG, WebP) or a PDF is kept here. Choose such a file.")


def keep_meeting_file(*, actor, meeting_id: int, path: Path, name: str) -> RoundFile:
    """One received file, examined at the gate, kept with the meeting; seen by the village's posts only."""
    round_id = Meeting.objects.values_list("round_id", flat=True).get(pk=meeting_id)
    _require_open(Assessment.objects.select_related("village").get(round_id=round_id), actor)
    if name.lower().endswith(OTHER_PAPERS):
        raise RoundFileKind
    examined, stored = take_in(path, name)
    if examined.kind not in KINDS:
        raise RoundFileKind
    with transaction.atomic():
        assessment = lock_assessment(round_id)
        _require_open(assessment, actor)
        if RoundFile.objects.filter(meeting=meeting_id, file=stored, taken_out=False).exists():
            raise AlreadyThere
        name = examined.display_name
        _log(Action.SHEET_KEPT, assessment, name, actor=actor, meeting=meeting_id, sha256=stored.sha256)
        told = {"meeting_id": meeting_id, "file": stored, "original_name": name}
        return RoundFile.objects.create(**told, uploaded_by=actor)


def _require_open(assessment: Assessment, actor) -> None:
    require(can_add_round_file(actor, assessment.village))
    if assessment.state in OVER:
        raise WrongState


@transaction.atomic
def take_out_meeting_file(*, actor, file_id: int) -> None:
    """Not shown any more; row and bytes stay. Clerk and secretary."""
    row = RoundFile.objects.select_related("meeting").get(pk=file_id, posting=None)
    assessment = lock_assessment(row.meeting.round_id)
    require(can_run_rating(actor, assessment.village))
    row.refresh_from_db()
    if row.taken_out or assessment.state in OVER:
        raise WrongState
    row.taken_out = True
    row.save()
    _log(Action.SHEET_TAKEN_OUT, assessment, row.original_name, actor=actor, meeting=row.meeting_id)


def _log(action: Action, assessment: Assessment, target: str, *, actor, **data) -> None:
    told = {"organisation": assessment.village, "round": assessment.round, "target": target}
    record(action, actor=actor, **told, **data)


def open_round_file(row: RoundFile, variant: str) -> tuple[Kept, str, str]:
    """(kept file, media type, name for people). Unknown variants raise Derivative.DoesNotExist."""
    if variant == "original":
        return Kept(PRIVATE, row.file.path), row.file.media_type, row.original_name
    derivative: Derivative = row.file.derivatives.get(name=variant)
    return Kept(PRIVATE, derivative.path), "image/webp", f"{Path(row.original_name).stem}.webp"
