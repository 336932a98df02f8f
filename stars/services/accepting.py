"""The township checks a filing, returns it, or accepts it: two people, one exact digest."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from stars.access import can_accept_filing, can_check_filing
from stars.actions import Action
from stars.assessing import ASSESSMENT_MOVES, AssessmentState
from stars.digests import plain_digest
from stars.errors import ReasonNeeded, Stale, Tampered, WrongPassword, WrongState
from stars.filed import KIND, decision_content
from stars.models import Assessment, Award, Filing, SignOff
from stars.moves import move
from stars.queries.filings import filings_of
from stars.queries.filings_concern import barred_because
from stars.queries.filings_verifying import verify_filing
from stars.services.assessments import lock_assessment
from stars.services.fitting import fitting
from stars.services.recording import record
from stars.services.requiring import require
from stars.tracking import save_tracked

NOTE_MAX = 2000


@transaction.atomic
def check_filing(*, actor, filing_id: int, note: str = "") -> Filing:
    """The reviewer has read the filing and proposes to accept it."""
    assessment, filing = _locked(filing_id)
    require(can_check_filing(actor, assessment.township))
    _require_standing(assessment, filing, AssessmentState.FILED)
    _require_outsider(actor, filing)
    note = fitting(note, NOTE_MAX)
    _require_intact(filing)
    move(assessment, ASSESSMENT_MOVES, "check", actor=actor)
    filing.checked_by, filing.checked_at, filing.check_note = actor, timezone.now(), note
    save_tracked(filing, actor=actor, reason=Action.FILING_CHECKED)
    _log(Action.FILING_CHECKED, filing, actor=actor, reason=note)
    return filing


@transaction.atomic
def return_filing(*, actor, filing_id: int, reason: str) -> Filing:
    """Back to the village: by the reviewer before he proposes, by the approver afterwards."""
    assessment, filing = _locked(filing_id)
    checked = assessment.state == AssessmentState.CHECKED
    require((can_accept_filing if checked else can_check_filing)(actor, assessment.township))
    _require_standing(assessment, filing, AssessmentState.FILED, AssessmentState.CHECKED)
    _require_outsider(actor, filing)
    reason = fitting(reason, NOTE_MAX)
    if not reason:
        raise ReasonNeeded
    move(assessment, ASSESSMENT_MOVES, "send_back", actor=actor, reason=reason)
    filing.returned_by, filing.returned_at, filing.return_reason = actor, timezone.now(), reason
    save_tracked(filing, actor=actor, reason=Action.FILING_RETURNED)
    _log(Action.FILING_RETURNED, filing, actor=actor, reason=reason)
    return filing


def accept_filing(*, actor, filing_id: int, digest: str, password: str, note: str = "") -> SignOff:
    """Sign exactly `digest` after re-entering the password; of many at once exactly one wins."""
    if not actor.check_password(password):  # slow by design, so before the transaction
        raise WrongPassword
    try:
        with transaction.atomic():
            return _accept(actor, filing_id, digest, note)
    except IntegrityError as error:
        raise Stale from error


def _accept(actor, filing_id: int, digest: str, note: str) -> SignOff:
    assessment, filing = _locked(filing_id)
    require(can_accept_filing(actor, assessment.township))
    if filing.digest != digest:
        raise Stale
    _require_standing(assessment, filing, AssessmentState.CHECKED)
    _require_outsider(actor, filing)
    note = fitting(note, NOTE_MAX)
    _require_intact(filing)
    move(assessment, ASSESSMENT_MOVES, "sign_off", actor=actor)
    signed = _write_sign_off(assessment, filing, note, actor=actor)
    _award(filing, signed, actor=actor)
    _log(Action.FILING_ACCEPTED, filing, actor=actor, reason=note)
    return signed


def _locked(filing_id: int) -> tuple[Assessment, Filing]:
    assessment = lock_assessment(Filing.objects.values_list("round_id", flat=True).get(pk=filing_id))
    related = ("round__organiser", "round__version", "filed_by", "checked_by")
    return assessment, Filing.objects.select_related(*related).get(pk=filing_id)


def _require_standing(assessment: Assessment, filing: Filing, *states: AssessmentState) -> None:
    """The filing that was read is the newest one, and it waits for this step."""
    if filings_of(filing.round)[:1].get().pk != filing.pk:
        raise Stale
    if assessment.state not in states:
        raise WrongState


def _require_outsider(actor, filing: Filing) -> None:
    if barred := barred_because(actor, filing):
        raise barred


def _require_intact(filing: Filing) -> None:
    if verify_filing(filing):
        raise Tampered


def _write_sign_off(assessment: Assessment, filing: Filing, note: str, *, actor) -> SignOff:
    decision = decision_content(filing, actor.pk, note)
    return SignOff.objects.create(
        kind=KIND,
        digest=filing.digest,
        signer=actor,
        submitted_by=filing.filed_by,
        proposed_by=filing.checked_by,
        organisation=assessment.township,
        note=note,
        decision=decision,
        seal=plain_digest(decision),
    )


def _award(filing: Filing, signed: SignOff, *, actor) -> None:
    """A level of no star is none: it is filed and nothing comes of it."""
    today = timezone.localdate()
    for row in filing.content["entries"]:
        if row["level"]:
            won = {"entry_id": row["entry"], "dimension": Award.LEVEL, "level": row["level"]}
            award = Award(**won, sign_off=signed, awarded_on=today)
            save_tracked(award, actor=actor, reason=Action.FILING_ACCEPTED)


def _log(action: Action, filing: Filing, *, actor, reason: str) -> None:
    told = {"number": filing.number, "digest": filing.digest}
    village = filing.round.organiser
    record(action, actor=actor, organisation=village, round=filing.round, reason=reason, **told)
