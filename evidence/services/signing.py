"""Proposal and sign-off: two people, one exact digest."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.access import can_review, can_sign
from evidence.covered import KIND, decision_content, proposal_content
from evidence.errors import NoStarChosen, ReasonNeeded, StarsNotMet, VerdictsMissing
from evidence.jobs import publish_signed
from evidence.models import Dossier, Proposal
from evidence.queries.current import current_submission, standing_proposal, standing_verdicts
from evidence.services.fitting import fitting
from evidence.services.four_eyes import require_four_eyes, require_outsider
from evidence.services.locking import lock_dossier, require
from evidence.services.posting import come_down, signing_step
from evidence.services.publishing import draft_publication
from evidence.services.releasing import record_release
from evidence.services.verifying import require_intact
from evidence.states import DOSSIER_MOVES, SECTION_MOVES, SectionState
from stars.actions import Action
from stars.digests import plain_digest
from stars.errors import BadInput, Stale, WrongPassword
from stars.models import Award, SignOff
from stars.moves import move
from stars.services.recording import record
from stars.tracking import save_tracked

NOTE_MAX = 2000
DECIDED = frozenset({SectionState.MEETS, SectionState.FALLS_SHORT, SectionState.NOT_APPLIED})


@transaction.atomic
def propose_stars(*, actor, dossier_id: int, stars: list[str], version: int, note: str = "") -> Proposal:
    """Propose stars on the current submission; every section applied for must have met or fallen short."""
    dossier = lock_dossier(dossier_id)
    require(can_review(actor, dossier))
    require_outsider(actor, dossier)
    if dossier.version != version:
        raise Stale
    stars, note = _stars_that_meet(dossier, stars), fitting(note, NOTE_MAX)
    submission = current_submission(dossier)
    require_intact(dossier)
    content = proposal_content(submission, standing_verdicts(dossier), stars, note)
    move(dossier, DOSSIER_MOVES, "propose", actor=actor)
    proposal = Proposal(
        submission=submission,
        stars=stars,
        content=content,
        digest=plain_digest(content),
        note=note,
        proposed_by=actor,
        proposed_at=timezone.now(),
    )
    save_tracked(proposal, actor=actor, reason=Action.PROPOSED)
    _log(Action.PROPOSED, dossier, actor=actor, reason=proposal.note, stars=stars, digest=proposal.digest)
    return proposal


def _stars_that_meet(dossier: Dossier, stars: list[str]) -> list[str]:
    """The chosen stars in the rulebook's order; none only where none meets."""
    states = {section.dimension: section.state for section in dossier.sections.all()}
    if set(states.values()) - DECIDED:
        raise VerdictsMissing
    chosen = [key for key in states if key in stars]
    if any(states[key] != SectionState.MEETS for key in chosen):
        raise StarsNotMet
    if not chosen and SectionState.MEETS in states.values():
        raise NoStarChosen
    return chosen


def _log(action: Action, dossier: Dossier, *, actor, **data) -> None:
    record(action, actor=actor, organisation=dossier.village, entry=dossier.entry, **data)


@transaction.atomic
def decline_proposal(*, actor, proposal_id: int, reason: str) -> Proposal:
    """The approver sends the proposal back to the reviewer, saying why."""
    found = Proposal.objects.select_related("submission").get(pk=proposal_id)
    dossier = lock_dossier(found.submission.dossier_id)
    require(can_sign(actor, dossier))
    reason = fitting(reason, NOTE_MAX)
    if not reason:
        raise ReasonNeeded
    proposal = standing_proposal(dossier)
    if proposal.pk != found.pk:
        raise Stale
    move(dossier, DOSSIER_MOVES, "decline", actor=actor, reason=reason)
    come_down(dossier, actor=actor)
    proposal.declined_by, proposal.declined_at = actor, timezone.now()
    proposal.decline_reason = reason
    save_tracked(proposal, actor=actor, reason=Action.PROPOSAL_DECLINED)
    _log(Action.PROPOSAL_DECLINED, dossier, actor=actor, reason=proposal.decline_reason)
    return proposal


def sign_off(
    *, actor, dossier_id: int, digest: str, password: str, released: tuple[str, ...] = (), note: str = ""
) -> SignOff:
    """Sign exactly `digest` after re-entering the password; of many at once exactly one wins.

    `released`: stars whose text and pictures wait for a second person's release and get it here.
    """
    if not actor.check_password(password):  # slow by design, so before the transaction
        raise WrongPassword
    try:
        with transaction.atomic():
            return _sign(actor, dossier_id, digest, released, note)
    except IntegrityError as error:
        raise Stale from error


def _sign(actor, dossier_id: int, digest: str, released, note: str) -> SignOff:
    dossier = lock_dossier(dossier_id)
    require(can_sign(actor, dossier))
    proposal = standing_proposal(dossier)
    if proposal.digest != digest or proposal.submission_id != current_submission(dossier).pk:
        raise Stale
    require_four_eyes(actor, dossier)
    _require_waiting(dossier, proposal, released)
    require_intact(dossier)
    move(dossier, DOSSIER_MOVES, signing_step(dossier, proposal), actor=actor)
    signed = _write_sign_off(dossier, proposal, released, fitting(note, NOTE_MAX), actor=actor)
    _award(dossier, proposal, signed, actor=actor)
    _log(Action.SIGNED_OFF, dossier, actor=actor, reason=signed.note, stars=proposal.stars, digest=digest)
    for dimension in signed.decision["released"]:
        record_release(dossier, dimension, actor=actor)
    if proposal.stars:  # where nothing is won, nothing becomes public
        about = {"dossier": dossier, "proposal": proposal, "signed": signed}
        publication = draft_publication(**about, released=released)
        publish_signed.enqueue(publication.pk)
    return signed


def _require_waiting(dossier: Dossier, proposal: Proposal, released) -> None:
    """Only proposed stars that wait for a second person can be released."""
    dimensions = dossier.entry.round.table.dimensions
    waiting = {one.key for one in dimensions if one.release != "normal"} & set(proposal.stars)
    if set(released) - waiting:
        raise BadInput(_("Only a proposed star that waits for its release can be released."))


def _write_sign_off(dossier: Dossier, proposal: Proposal, released, note: str, *, actor) -> SignOff:
    decision = decision_content(proposal, actor.pk, set(released), note)
    return SignOff.objects.create(
        kind=KIND,
        digest=proposal.digest,
        signer=actor,
        submitted_by=proposal.submission.submitted_by,
        proposed_by=proposal.proposed_by,
        organisation=dossier.township,
        note=note,
        decision=decision,
        seal=plain_digest(decision),
    )


def _award(dossier: Dossier, proposal: Proposal, signed: SignOff, *, actor) -> None:
    for section in dossier.sections.exclude(state=SectionState.NOT_APPLIED):
        won = section.dimension in proposal.stars
        move(section, SECTION_MOVES, "award" if won else "withhold", actor=actor)
        if won:
            award = Award(
                entry=dossier.entry,
                dimension=section.dimension,
                sign_off=signed,
                awarded_on=timezone.localdate(),
            )
            save_tracked(award, actor=actor, reason=Action.SIGNED_OFF)
