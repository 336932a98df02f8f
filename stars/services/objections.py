"""Taking up an objection and answering it: somebody not concerned, once, with effect for the person concerned alone."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from stars.actions import Action
from stars.assessing import OBJECTION_MOVES, TARGET_MOVES, AssessmentState, ObjectionState, TargetState
from stars.errors import BadInput, FourEyes, WrongState
from stars.models import Assessment, Correction, Entry, Objection, Posting, Target
from stars.moves import move
from stars.posting_errors import (
    AnswerNeeded,
    ChangeNeeded,
    NoChangeHere,
    NotedByYou,
    NotYours,
    ObjectorNamed,
    OwnMatter,
    SameLevel,
    TakenAlready,
    TownshipAnswers,
)
from stars.queries.correctable import changes_level
from stars.queries.correction_limits import limit_of
from stars.queries.counts import hands_chosen
from stars.queries.handling import Handler, handler_of
from stars.queries.standing import StandingResult, standing_results
from stars.queries.stuck import stuck_objections
from stars.rules.book import Category
from stars.services.assessments import lock_assessment
from stars.services.fitting import fitting
from stars.services.receiving import log
from stars.services.requiring import require
from stars.tracking import save_tracked

ANSWER_MAX, REASON_MAX = 4000, 1000
LEVELS = frozenset({0, 1, 2, 3, 4, 5})  # who is not rated at all is excluded on a ground of the book


@dataclass(frozen=True)
class Change:
    """The level from now on, and why, as the person concerned reads it."""

    level: int
    reason: str


@transaction.atomic
def take_objection(*, actor, objection_id: int) -> Objection:
    """Of two at once one wins. From somebody who may no longer handle it, another takes it over."""
    objection, _assessment = _locked(objection_id, actor)
    step = "take"
    if objection.state == ObjectionState.TAKEN:
        if handler_of(objection.handler, objection.posting).may(objection):
            raise TakenAlready(objection.handler)
        step = "take_over"
    objection.handler = actor
    save_tracked(objection, actor=actor, reason=Action.OBJECTION_TAKEN)
    move(objection, OBJECTION_MOVES, step, actor=actor)
    log(Action.OBJECTION_TAKEN, objection, actor=actor)
    return objection


@transaction.atomic
def dismiss_objection(*, actor, objection_id: int, answer: str) -> Objection:
    objection, _assessment = _locked(objection_id, actor)
    return _decide(objection, "dismiss", answer, actor=actor)


@transaction.atomic
def uphold_objection(*, actor, objection_id: int, answer: str, change: Change | None = None) -> Objection:
    """About one result: `change` says what becomes of it. About one target: it is open to be decided anew."""
    objection, assessment = _locked(objection_id, actor)
    upheld = _decide(objection, "uphold", answer, actor=actor)
    if changes_level(objection, assessment):
        _correct(objection, change, actor=actor)
    elif change is not None:
        raise NoChangeHere
    if objection.entry and objection.posting.kind == Posting.Kind.TARGETS:
        _open_target(objection, assessment, actor=actor)
    return upheld


def _locked(objection_id: int, actor) -> tuple[Objection, Assessment | None]:
    """The round first, then the objection; for somebody who may handle it."""
    kind, round_id = Objection.objects.values_list("posting__kind", "posting__round_id").get(pk=objection_id)
    assessment = None if kind == Posting.Kind.STARS else lock_assessment(round_id)
    related = (
        "posting__organisation__parent",
        "posting__round",
        "posting__entry",
        "entry__subject",
        "handler",
    )
    rows = Objection.objects.select_for_update(of=("self",)).select_related(*related)
    objection = rows.get(pk=objection_id)
    handler = handler_of(actor, objection.posting)
    require(handler.by_duty(objection))
    if handler.concerned(objection):
        raise _refused(handler, objection)
    return objection, assessment


def _refused(handler: Handler, objection: Objection) -> FourEyes:
    """Why it is not his to handle, and who does."""
    posting = objection.posting
    if handler.of_village:
        return FourEyes()
    if handler.stuck is None and posting.kind != Posting.Kind.STARS and stuck_objections([objection]):
        return TownshipAnswers(posting.organisation.parent)
    return NotedByYou() if handler.entered(objection) else OwnMatter()


def _decide(objection: Objection, step: str, answer: str, *, actor) -> Objection:
    if objection.state != ObjectionState.TAKEN:
        raise WrongState
    if objection.handler_id != actor.pk:
        raise NotYours
    answer = fitting(answer, ANSWER_MAX)
    if not answer:
        raise AnswerNeeded
    objection.answer, objection.decided_on = answer, timezone.localdate()
    save_tracked(objection, actor=actor, reason=Action.OBJECTION_DECIDED)
    move(objection, OBJECTION_MOVES, step, actor=actor, reason=answer)
    log(Action.OBJECTION_DECIDED, objection, actor=actor, outcome=objection.state)
    return objection


def _correct(objection: Objection, change: Change | None, *, actor) -> None:
    reason = _usable_reason(objection, change)
    if change.level not in LEVELS:
        raise BadInput
    category = objection.entry.subject.category
    results = [
        one for one in standing_results(objection.posting.round) if one.entry.subject.category == category
    ]
    before = next(one.level for one in results if one.entry.pk == objection.entry_id)
    if before == change.level:
        raise SameLevel
    table = objection.posting.round.version.book.categories[category]
    _require_in_limits(table, objection.entry, results, change.level)
    Correction.objects.create(
        objection=objection,
        entry=objection.entry,
        before=before,
        level=change.level,
        reason=reason,
        decided_by=actor,
        decided_on=objection.decided_on,
    )


def _usable_reason(objection: Objection, change: Change | None) -> str:
    reason = fitting(change.reason, REASON_MAX) if change else ""
    if not reason:
        raise ChangeNeeded
    if names_objector(reason, objection):
        raise ObjectorNamed
    return reason


def names_objector(text: str, objection: Objection) -> bool:
    """The reason goes to the person concerned, into filings and to the township; a single letter is in many words."""
    plain = "".join(text.split())
    known = ("".join(words.split()) for words in (objection.name, objection.contact))
    return any(len(words) > 1 and words in plain for words in known)


def _require_in_limits(table: Category, entry: Entry, results: list[StandingResult], level: int) -> None:
    standing = [(one.entry.pk, one.level, one.entry.lifetime) for one in results]
    told = {"previous": entry.previous_level, "lifetime": entry.lifetime}
    limit = limit_of(table, standing, entry.pk, level, **told, chosen=hands_chosen(entry.round).get(entry.pk))
    if limit is not None:
        raise limit


def _open_target(objection: Objection, assessment: Assessment, *, actor) -> None:
    """While targets are still declared, the one objected to is decided on once more."""
    target = Target.objects.select_for_update().filter(entry=objection.entry).first()
    preparing = assessment.state == AssessmentState.PREPARING
    if target is not None and preparing and target.state == TargetState.APPROVED:
        move(target, TARGET_MOVES, "reconsider", actor=actor, reason=objection.answer)
