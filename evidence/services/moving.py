"""Evidence goes under another star of its dossier."""

from django.db import transaction

from evidence.access import can_edit_section
from evidence.errors import AlreadyThere
from evidence.models import Evidence, Section
from evidence.services.files import lock_evidence
from evidence.services.locking import lock_section, require, require_open
from evidence.services.sections import log, touch
from stars.actions import Action
from stars.tracking import save_tracked


@transaction.atomic
def move_evidence(*, actor, evidence_id: int, section_id: int) -> Evidence:
    """Both stars must be open to the actor; earlier submissions still show where it was."""
    evidence = lock_evidence(evidence_id, actor)
    section = lock_section(section_id)
    if section.dossier_id != evidence.dossier_id:
        raise Section.DoesNotExist
    require(can_edit_section(actor, section))
    require_open(section)
    files = evidence.revisions.values("file")
    if Evidence.objects.filter(section=section, revisions__file__in=files).exists():
        raise AlreadyThere
    evidence.section = section
    save_tracked(evidence, actor=actor, reason=Action.EVIDENCE_MOVED)
    touch(section, actor=actor)
    log(Action.EVIDENCE_MOVED, section, actor=actor, target=evidence.title, evidence=evidence.pk)
    return evidence
