"""The reviewer's verdicts, demands and returns."""

from django.db import transaction

from evidence.access import can_review
from evidence.errors import DemandNeeded, DemandsNeedReturn, NoDemands, NoMoreReturns, ReasonNeeded
from evidence.models import Demand, Dossier, Return, Section, Submission, Verdict
from evidence.queries.current import current_submission
from evidence.services.fitting import fitting
from evidence.services.four_eyes import require_outsider
from evidence.services.locking import lock_dossier, lock_section, require
from evidence.services.sections import log
from evidence.states import DOSSIER_MOVES, SECTION_MOVES, WITH_REVIEWER, DossierState, SectionState
from stars.actions import Action
from stars.errors import Stale, WrongState
from stars.moves import move
from stars.services.recording import record
from stars.tracking import delete_tracked, save_tracked

NOTE_MAX, DEMAND_MAX = 2000, 1000
STEP_TO_STATE = {
    Verdict.Outcome.MEETS: ("meets", SectionState.MEETS),
    Verdict.Outcome.FALLS_SHORT: ("falls_short", SectionState.FALLS_SHORT),
    Verdict.Outcome.RETURN: ("mark", SectionState.MARKED),
}


def _with_reviewer(section_id: int, actor) -> Section:
    section = lock_section(section_id)
    require(can_review(actor, section.dossier))
    require_outsider(actor, section.dossier)
    if section.dossier.state != DossierState.SUBMITTED or section.state not in WITH_REVIEWER:
        raise WrongState
    return section


@transaction.atomic
def judge_section(
    *,
    actor,
    section_id: int,
    outcome: str,
    note: str = "",
    demands: tuple[str, ...] = (),
    read: str | None = None,
) -> Verdict:
    """Give or change the verdict on one section. Falling short needs a reason, a return its demands.

    `read`: the digest of the submission that was on the screen; a newer one raises Stale.
    """
    section = _with_reviewer(section_id, actor)
    submission, note = _read(section, read), fitting(note, NOTE_MAX)
    if outcome == Verdict.Outcome.FALLS_SHORT and not note:
        raise ReasonNeeded
    _demand(section, submission, outcome, tuple(filter(str.strip, demands)), actor=actor)
    step, state = STEP_TO_STATE[outcome]
    if section.state != state:
        move(section, SECTION_MOVES, step, actor=actor)
    return _write_verdict(section, submission, outcome, note, actor=actor)


def _write_verdict(section: Section, submission: Submission, outcome: str, note: str, *, actor) -> Verdict:
    """One verdict a section and submission: the reviewer changes it until it is sent."""
    row = Verdict.objects.filter(section=section, submission=submission).first()
    row = row or Verdict(section=section, submission=submission)
    row.outcome, row.note, row.reviewer = outcome, note, actor
    save_tracked(row, actor=actor, reason=Action.JUDGED)
    log(Action.JUDGED, section, actor=actor, outcome=outcome, reason=row.note)
    return row


def _demand(section: Section, submission: Submission, outcome: str, demands, *, actor) -> None:
    """What the verdict does to the demands: a return carries at least one, anything else none."""
    if outcome != Verdict.Outcome.RETURN:
        _without_demands(section, demands, actor=actor)
        return
    for text in demands:
        _write_demand(section, submission, text, actor=actor)
    if not _drafts(section).exists():
        raise DemandNeeded


def _read(section: Section, digest: str | None) -> Submission:
    """The submission that the reviewer has before him: a verdict never lands on one that nobody read."""
    submission = current_submission(section.dossier)
    if digest is not None and digest != submission.digest:
        raise Stale
    return submission


def _without_demands(section: Section, demands: tuple[str, ...], *, actor) -> None:
    """Only a return carries demands: what is typed now is refused, what was noted before is taken back."""
    if demands:
        raise DemandsNeedReturn
    for demand in _drafts(section):
        _drop(demand, section, actor=actor)


def _drafts(section: Section):
    return section.demands.filter(sent_with=None)


def _write_demand(section: Section, submission: Submission, text: str, *, actor) -> Demand:
    """One that is noted already is not noted twice."""
    text = fitting(text, DEMAND_MAX)
    noted = _drafts(section).filter(text=text).first()
    if noted:
        return noted
    demand = Demand(section=section, submission=submission, text=text, made_by=actor)
    save_tracked(demand, actor=actor, reason=Action.DEMAND_MADE)
    log(Action.DEMAND_MADE, section, actor=actor, target=demand.text, demand=demand.pk)
    return demand


@transaction.atomic
def make_demand(*, actor, section_id: int, text: str, read: str | None = None) -> Demand:
    """Write one demand; it goes to the village with the next return, not before. `read`: as judge_section."""
    section = _with_reviewer(section_id, actor)
    _read(section, read)
    if not text.strip():
        raise ReasonNeeded
    return _write_demand(section, current_submission(section.dossier), text, actor=actor)


@transaction.atomic
def drop_demand(*, actor, demand_id: int) -> None:
    """Take back a demand that was not sent."""
    demand = Demand.objects.get(pk=demand_id)
    section = _with_reviewer(demand.section_id, actor)
    if demand.sent_with_id:
        raise WrongState
    _drop(demand, section, actor=actor)


def _drop(demand: Demand, section: Section, *, actor) -> None:
    log(Action.DEMAND_DROPPED, section, actor=actor, target=demand.text, demand=demand.pk)
    delete_tracked(demand, actor=actor, reason=Action.DEMAND_DROPPED)


@transaction.atomic
def send_return(*, actor, dossier_id: int, version: int, note: str = "") -> Return:
    """Send every section marked for return back, with all demands made so far; the others stay locked."""
    dossier = lock_dossier(dossier_id)
    require(can_review(actor, dossier))
    require_outsider(actor, dossier)
    if dossier.version != version:
        raise Stale
    submission = current_submission(dossier)
    marked = _marked_with_demands(dossier)
    if Return.objects.filter(submission__dossier=dossier).count() >= dossier.entry.round.max_returns:
        raise NoMoreReturns
    sent = Return.objects.create(submission=submission, sent_by=actor, note=note.strip())
    for section, demands in marked:
        move(section, SECTION_MOVES, "send_back", actor=actor)
        for demand in demands:
            demand.sent_with = sent
            save_tracked(demand, actor=actor, reason=Action.RETURNED)
    move(dossier, DOSSIER_MOVES, "send_back", actor=actor)
    told = {"stars": [section.dimension for section, _demands in marked]}
    told["demands"] = sum(len(demands) for _section, demands in marked)
    about = {"organisation": dossier.village, "entry": dossier.entry}
    record(Action.RETURNED, actor=actor, reason=sent.note, **about, **told)
    return sent


def _marked_with_demands(dossier: Dossier) -> list[tuple[Section, list[Demand]]]:
    """What a return carries; every section marked needs a demand, or the village would not know what to do."""
    sections = dossier.sections.filter(state=SectionState.MARKED)
    marked = [(section, list(_drafts(section))) for section in sections]
    if not marked or not all(demands for _section, demands in marked):
        raise NoDemands
    return marked
