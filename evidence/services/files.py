"""Files come in through one gate; what was received never changes."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evidence.access import can_edit_dossier, can_edit_section
from evidence.errors import AlreadyThere, DayInFuture, HandedIn
from evidence.models import Dossier, Evidence, EvidenceRevision, Section
from evidence.services.fitting import fitting
from evidence.services.locking import lock_dossier, lock_section, require, require_open, require_time
from evidence.services.sections import log, touch
from evidence.services.taking_in import take_in
from evidence.states import DossierState
from evidence.stores import PRIVATE, Kept
from stars.actions import Action
from stars.errors import BadInput
from stars.services.recording import record
from stars.tracking import save_tracked

CAPTION_MAX = 200
_DOCUMENT_PUBLIC = _("Only pictures may become public. Documents always stay inside.")
_CONSENT_NEEDED = _(
    "Before a picture may become public, confirm that everybody who can be recognised agreed."
)


def add_evidence(
    *,
    actor,
    dossier_id: int,
    section_id: int | None,
    path: Path,
    name: str,
    caption: str = "",
    happened_on=None,
) -> Evidence:
    """One received file becomes an evidence of a section (or of the dossier, not yet placed)."""
    _may_add(actor, dossier_id, section_id)
    examined, stored = take_in(path, name)
    with transaction.atomic():
        return place_file(
            actor=actor,
            dossier_id=dossier_id,
            section_id=section_id,
            stored=stored,
            name=examined.display_name,
            caption=caption,
            happened_on=happened_on or _day_taken(examined.taken_on),
        )


def _day_taken(noted):
    """The camera's day, unless its clock runs ahead."""
    return noted if noted and noted <= timezone.localdate() else None


def _may_add(actor, dossier_id: int, section_id: int | None) -> None:
    """Asked before the costly examination, and again under the lock."""
    if section_id is None:
        require(can_edit_dossier(actor, Dossier.objects.select_related("village").get(pk=dossier_id)))
        return
    section = Section.objects.select_related("dossier__village", "dossier__entry__round").get(pk=section_id)
    require(can_edit_section(actor, section))
    require_open(section)


def place_file(*, actor, dossier_id, section_id, stored, name, caption="", happened_on=None) -> Evidence:
    """Make the evidence row for a stored file; call inside a transaction."""
    if section_id is None:
        section, dossier = None, lock_dossier(dossier_id)
        require(can_edit_dossier(actor, dossier))
        require_with_village(dossier)
    else:
        section = lock_section(section_id)
        dossier = section.dossier
        if dossier.pk != dossier_id:
            raise Section.DoesNotExist
        require(can_edit_section(actor, section))
        require_open(section)
        touch(section, actor=actor)
    _require_new(stored, dossier, section)
    caption = fitting(caption, CAPTION_MAX)
    evidence = Evidence(dossier=dossier, section=section, caption=caption, happened_on=happened_on)
    save_tracked(evidence, actor=actor, reason=Action.EVIDENCE_ADDED)
    EvidenceRevision.objects.create(
        evidence=evidence, number=1, file=stored, original_name=name, uploaded_by=actor
    )
    _log(Action.EVIDENCE_ADDED, evidence, actor=actor, target=name, sha256=stored.sha256)
    return evidence


def _require_new(stored, dossier: Dossier, section: Section | None) -> None:
    """The same bytes once in a star, whether added or put in another's place."""
    if Evidence.objects.filter(dossier=dossier, section=section, revisions__file=stored).exists():
        raise AlreadyThere


def require_with_village(dossier: Dossier) -> None:
    if dossier.state not in (DossierState.FILLING, DossierState.RETURNED):
        raise HandedIn
    require_time(dossier)


def _log(action: Action, evidence: Evidence, *, actor, **data) -> None:
    if evidence.section:
        evidence.section.dossier = evidence.dossier
        log(action, evidence.section, actor=actor, evidence=evidence.pk, **data)
        return
    dossier = evidence.dossier
    data["evidence"] = evidence.pk
    record(action, actor=actor, organisation=dossier.village, entry=dossier.entry, **data)


def lock_evidence(evidence_id: int, actor) -> Evidence:
    """The evidence with its section or dossier locked, open, and the actor allowed."""
    evidence = Evidence.objects.get(pk=evidence_id)
    if evidence.section_id:
        section = lock_section(evidence.section_id)
        require(can_edit_section(actor, section))
        require_open(section)
        evidence.section, evidence.dossier = section, section.dossier
    else:
        evidence.dossier = lock_dossier(evidence.dossier_id)
        require(can_edit_dossier(actor, evidence.dossier))
        require_with_village(evidence.dossier)
    return evidence


def revise_evidence(*, actor, evidence_id: int, path: Path, name: str) -> EvidenceRevision:
    """A better file for the same evidence: a new revision; the earlier one stays."""
    evidence = Evidence.objects.get(pk=evidence_id)
    _may_add(actor, evidence.dossier_id, evidence.section_id)
    examined, stored = take_in(path, name)
    name = examined.display_name
    with transaction.atomic():
        evidence = lock_evidence(evidence_id, actor)
        _require_new(stored, evidence.dossier, evidence.section)
        if evidence.make_public:  # consent was given for the earlier picture, not for this one
            evidence.make_public = evidence.consent = False
            save_tracked(evidence, actor=actor, reason=Action.EVIDENCE_REVISED)
        number = evidence.revisions.count() + 1
        _log(Action.EVIDENCE_REVISED, evidence, actor=actor, target=name, sha256=stored.sha256)
        return EvidenceRevision.objects.create(
            evidence=evidence,
            number=number,
            file=stored,
            original_name=name,
            uploaded_by=actor,
        )


@transaction.atomic
def describe_evidence(
    *,
    actor,
    evidence_id: int,
    caption: str,
    happened_on,
    make_public: bool,
    consent: bool,
    consent_note: str = "",
) -> Evidence:
    """Caption, date, and whether a picture may become public; documents never may."""
    evidence = lock_evidence(evidence_id, actor)
    if make_public and not evidence.current.file.is_picture:
        raise BadInput(_DOCUMENT_PUBLIC)
    if make_public and not consent:
        raise BadInput(_CONSENT_NEEDED)
    if happened_on and happened_on > timezone.localdate():
        raise DayInFuture
    evidence.caption, evidence.happened_on = fitting(caption, CAPTION_MAX), happened_on
    evidence.make_public, evidence.consent = make_public, consent
    evidence.consent_note = fitting(consent_note, CAPTION_MAX)
    save_tracked(evidence, actor=actor, reason=Action.EVIDENCE_DESCRIBED)
    _log(Action.EVIDENCE_DESCRIBED, evidence, actor=actor, target=evidence.title)
    return evidence


@transaction.atomic
def remove_evidence(*, actor, evidence_id: int) -> None:
    """Take it out of the dossier; row and bytes stay, for submissions that name them."""
    evidence = lock_evidence(evidence_id, actor)
    _log(Action.EVIDENCE_REMOVED, evidence, actor=actor, target=evidence.title)
    evidence.taken_out, evidence.make_public = True, False
    save_tracked(evidence, actor=actor, reason=Action.EVIDENCE_REMOVED)


def open_revision_file(revision: EvidenceRevision, variant: str) -> tuple[Kept, str, str]:
    """Where the bytes lie: (kept file, media type, name for people). Unknown variants raise Derivative.DoesNotExist."""
    if variant == "original":
        return Kept(PRIVATE, revision.file.path), revision.file.media_type, revision.original_name
    derivative = revision.file.derivatives.get(name=variant)
    return Kept(PRIVATE, derivative.path), "image/webp", f"{Path(revision.original_name).stem}.webp"
