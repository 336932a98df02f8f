"""One-time slips of paper by which a person reaches his own entry. Only digests of the codes are kept."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from stars.access import can_run_rating
from stars.actions import Action
from stars.assessing import AssessmentState, TargetState
from stars.codes import code_digest, new_code
from stars.errors import WrongState
from stars.models import Assessment, Entry, PersonalSlip, Target
from stars.queries.entries import BY_SUBJECT
from stars.services.applications import apply
from stars.services.assessments import lock_assessment
from stars.services.entries import require_preparing
from stars.services.recording import record
from stars.services.requiring import require
from stars.services.targets import Checks, lock_entry, write_target
from stars.slip_errors import (
    NobodyChosen,
    SlipLate,
    SlipOver,
    SlipReplaced,
    SlipUsed,
    WrongCode,
    WrongValidity,
)

Kind = PersonalSlip.Kind
LONGEST = datetime.timedelta(days=366)


@dataclass(frozen=True)
class MadeSlip:
    """`code` exists here and on paper, nowhere else."""

    entry: Entry
    code: str


@transaction.atomic
def make_slips(
    *,
    actor,
    round_id: int,
    kind: str,
    category: str,
    valid_until: datetime.date,
    entry_ids: Iterable[int] | None = None,
) -> list[MadeSlip]:
    """For the chosen entries of a category, or for all for whom such a slip makes sense. Earlier ones of the kind
    are void."""
    assessment = lock_assessment(round_id)
    require(can_run_rating(actor, assessment.village))
    require_slip_state(assessment, kind)
    _require_validity(valid_until)
    made = [MadeSlip(entry, new_code()) for entry in _chosen(assessment, kind, category, entry_ids)]
    if not made:
        raise NobodyChosen
    for one in made:
        told = {"kind": kind, "valid_until": valid_until, "made_by": actor}
        PersonalSlip.objects.create(entry=one.entry, code_digest=code_digest(one.code), **told)
    place = {"organisation": assessment.village, "round": assessment.round}
    record(Action.SLIPS_MADE, actor=actor, **place, kind=kind, slips=len(made))
    return made


def _require_validity(last_day: datetime.date) -> None:
    today = timezone.localdate()
    if not today <= last_day <= today + LONGEST:
        raise WrongValidity


def _chosen(assessment: Assessment, kind: str, category: str, entry_ids: Iterable[int] | None) -> list[Entry]:
    entries = assessment.round.entries.filter(subject__category=category)
    if entry_ids is not None:
        entries = entries.filter(pk__in=list(entry_ids))
    found = entries.select_related("subject", "declared").order_by(*BY_SUBJECT)
    return [entry for entry in found if wants_slip(assessment, entry, kind)]


def require_slip_state(assessment: Assessment, kind: str) -> None:
    """Targets and applications end when the assessment begins; the own result is read until the round is archived."""
    if kind != Kind.WHY:
        require_preparing(assessment)
    elif assessment.state == AssessmentState.ARCHIVED:
        raise WrongState


def wants_slip(assessment: Assessment, entry: Entry, kind: str) -> bool:
    entry.round = assessment.round
    if kind == Kind.TARGET:
        target = getattr(entry, "declared", None)
        return entry.table.target is not None and (target is None or target.state != TargetState.APPROVED)
    return kind == Kind.WHY or (entry.table.applies_himself and entry.applied_on is None)


def slip_with(code: str) -> PersonalSlip | None:
    """With its entry, subject, round and book, whatever became of it."""
    related = ("entry__subject", "entry__declared", "entry__round__version__rulebook")
    related += ("entry__round__assessment__village",)
    return PersonalSlip.objects.select_related(*related).filter(code_digest=code_digest(code)).first()


def read_slip(code: str) -> PersonalSlip:
    """The slip, if it may still be used; else why not."""
    slip = slip_with(code)
    if slip is None:
        raise WrongCode
    if slip.used_on and slip.kind != Kind.WHY:
        raise SlipUsed
    if PersonalSlip.objects.filter(entry=slip.entry_id, kind=slip.kind, pk__gt=slip.pk).exists():
        raise SlipReplaced
    if slip.valid_until < timezone.localdate():
        raise SlipOver
    if slip.kind != Kind.WHY and slip.entry.round.assessment.state != AssessmentState.PREPARING:
        raise SlipLate
    return slip


def _lock_slip(code: str, kind: str) -> tuple[Assessment, PersonalSlip]:
    """The round first; of two who send the same code at once the second finds it used."""
    assessment = lock_assessment(read_slip(code).entry.round_id)
    PersonalSlip.objects.select_for_update().get(code_digest=code_digest(code))
    slip = read_slip(code)
    if slip.kind != kind:
        raise WrongCode
    return assessment, slip


def lock_why(code: str) -> PersonalSlip:
    """For a step on the person's own page; such a slip is good until its last day."""
    _assessment, slip = _lock_slip(code, Kind.WHY)
    return slip


@transaction.atomic
def open_why(*, code: str) -> datetime.date | None:
    """The own page is opened: on which day it first was, None if it is now.

    With this slip or an earlier one, so that a person sees it if somebody read the page before the slip was his.
    """
    slip = lock_why(code)
    days = PersonalSlip.objects.filter(entry=slip.entry_id, kind=Kind.WHY).exclude(used_on=None)
    first = days.order_by("used_on").values_list("used_on", flat=True).first()
    if slip.used_on is None:
        _use(slip)
    return first


def _use(slip: PersonalSlip) -> None:
    slip.used_on = timezone.localdate()
    slip.save()


@transaction.atomic
def declare_by_slip(
    *, code: str, kind: str, level: int, note: str = "", checks: Checks | None = None
) -> Target:
    """The person's own target; the slip is used up."""
    assessment, slip = _lock_slip(code, Kind.TARGET)
    entry = lock_entry(assessment, slip.entry_id)
    told = {"kind": kind, "level": level, "note": note}
    target = write_target(assessment, entry, actor=None, checks=checks or {}, **told)
    _use(slip)
    return target


@transaction.atomic
def apply_by_slip(*, code: str) -> Entry:
    """The person applies for the assessment himself; the slip is used up."""
    assessment, slip = _lock_slip(code, Kind.APPLY)
    entry = lock_entry(assessment, slip.entry_id)
    apply(assessment, entry, timezone.localdate(), actor=None)
    _use(slip)
    return entry
