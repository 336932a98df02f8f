"""Handing in: the dossier is frozen as a submission with a digest that both sides can see."""

from django.db import transaction
from django.utils import timezone

from evidence.access import can_submit
from evidence.errors import DemandsOpen, NothingToSubmit, SubmittedAlready
from evidence.models import Demand, Dossier, Submission
from evidence.services.locking import lock_dossier, require, require_time
from evidence.snapshot import frozen, snapshot
from evidence.states import DOSSIER_MOVES, SECTION_MOVES, DossierState, SectionState
from stars.actions import Action
from stars.errors import Stale
from stars.moves import move
from stars.services.recording import record
from stars.tracking import save_tracked


@transaction.atomic
def submit_dossier(*, actor, dossier_id: int, stars: list[str], version: int) -> Submission:
    """Freeze and hand in. The first time for the chosen stars, after a return for those of the first time.

    `version` is the dossier's as it was read; a second click or tab is told who submitted it, or gets Stale.
    """
    dossier = lock_dossier(dossier_id)
    require(can_submit(actor, dossier))
    if dossier.state not in (DossierState.FILLING, DossierState.RETURNED):
        raise SubmittedAlready(dossier.submissions.select_related("submitted_by").latest("number"))
    if dossier.version != version:
        raise Stale
    action = "resubmit" if dossier.state == DossierState.RETURNED else "submit"
    if action == "submit":
        stars = _first_time(dossier, stars, actor=actor)
    else:
        stars = list(dossier.entry.target)
        _after_return(dossier, actor=actor)
    move(dossier, DOSSIER_MOVES, action, actor=actor)
    submission = _freeze(dossier, stars, actor=actor)
    about = {"organisation": dossier.village, "entry": dossier.entry, "target": str(submission.number)}
    told = {"number": submission.number, "stars": stars, "digest": submission.digest}
    record(Action.SUBMITTED, actor=actor, **about, **told)
    return submission


def _first_time(dossier: Dossier, stars: list[str], *, actor) -> list[str]:
    """The stars in the book's order."""
    sections = list(dossier.sections.all())
    if not stars or set(stars) - {section.dimension for section in sections}:
        raise NothingToSubmit
    require_time(dossier)
    for section in sections:
        step = "submit" if section.dimension in stars else "leave_out"
        move(section, SECTION_MOVES, step, actor=actor)
    ordered = [section.dimension for section in sections if section.dimension in stars]
    dossier.entry.target = ordered
    save_tracked(dossier.entry, actor=actor, reason=Action.SUBMITTED)
    return ordered


def _after_return(dossier: Dossier, *, actor) -> None:
    open_demands = Demand.objects.filter(section__dossier=dossier, answer="").exclude(sent_with=None)
    if open_demands.exists():
        raise DemandsOpen
    for section in dossier.sections.filter(state=SectionState.RETURNED):
        move(section, SECTION_MOVES, "submit", actor=actor)


def _freeze(dossier: Dossier, stars: list[str], *, actor) -> Submission:
    number = dossier.submissions.count() + 1
    content = snapshot(dossier, stars, number=number)
    salts, digest = frozen(content)
    return Submission.objects.create(
        dossier=dossier,
        number=number,
        content=content,
        salts=salts,
        digest=digest,
        submitted_by=actor,
        submitted_at=timezone.now(),
    )
