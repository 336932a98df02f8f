"""Accepting, correcting or dropping what the report importer proposes."""

from django.db import transaction
from django.utils import timezone

from evidence.access import can_edit_section
from evidence.models import Dossier, ReportProposal, Section
from evidence.report_errors import NothingTakenOver
from evidence.reports.reasons import IN_PLACE, NOTICE, nature_of
from evidence.services.files import require_with_village
from evidence.services.locking import lock_dossier, require, require_open
from evidence.services.report_taking import mend, take_figure, take_text
from stars.actions import Action
from stars.errors import BadInput, Refusal, WrongState
from stars.services.recording import record

Decision, Kind = ReportProposal.Decision, ReportProposal.Kind


@transaction.atomic
def decide_proposal(
    *,
    actor,
    proposal_id: int,
    decision: str,
    content: dict | None = None,
    dimension: str | None = None,
    replace: bool = True,
) -> ReportProposal:
    """Decide once. Accepted text is added to the star's text, an accepted figure becomes one of its figures.

    `content` holds the corrected fields, `dimension` the star for text that fits none. A doubt about a sentence
    that was left out can be taken over as text; one about a sentence that stands in its star is mended there. With
    `replace` a figure may take the place of one that the star has.
    """
    proposal, dossier = _open_proposal(proposal_id, decision)
    content = {**proposal.content, **(content or {})}
    if decision != Decision.DROPPED:
        section = _section(actor, dossier, dimension or proposal.dimension)
        take_over(proposal, section, content, actor=actor, replace=replace)
        proposal.dimension = section.dimension
    else:
        require(_may_drop(actor, dossier, proposal))
    proposal.content, proposal.decision = content, decision
    return _decided(proposal, dossier, actor=actor)


def _open_proposal(proposal_id: int, decision: str) -> tuple[ReportProposal, Dossier]:
    """The proposal under the lock of its dossier, which lies with the village."""
    proposal = ReportProposal.objects.select_related("report").get(pk=proposal_id)
    dossier = lock_dossier(proposal.report.dossier_id)
    require_with_village(dossier)
    proposal = ReportProposal.objects.select_for_update().get(pk=proposal_id)
    if proposal.decision != Decision.OPEN or decision not in set(Decision.values) - {Decision.OPEN}:
        raise WrongState
    return proposal, dossier


def _decided(proposal: ReportProposal, dossier, *, actor) -> ReportProposal:
    proposal.decided_by, proposal.decided_at = actor, timezone.now()
    proposal.save()
    _log(proposal, dossier, actor=actor)
    return proposal


def _log(proposal: ReportProposal, dossier, *, actor) -> None:
    """The one event of a decision: what was decided about what."""
    content, told = proposal.content, {"proposal": proposal.pk, "decision": proposal.decision}
    if proposal.kind == Kind.FIGURE:
        told |= {"label": content["label"], "value": content["value"], "unit": content["unit"]}
    else:
        told["characters"] = len(content.get("text", ""))
    about = {"organisation": dossier.village, "entry": dossier.entry, "dimension": proposal.dimension}
    record(Action.REPORT_DECIDED, actor=actor, target=proposal.get_kind_display(), **about, **told)


def _may_drop(actor, dossier, proposal: ReportProposal) -> bool:
    section = dossier.sections.filter(dimension=proposal.dimension).first() or dossier.sections.first()
    section.dossier = dossier
    return can_edit_section(actor, section)


def _section(actor, dossier, dimension: str) -> Section:
    section = dossier.sections.filter(dimension=dimension).prefetch_related("assigned_to").first()
    if section is None:
        raise BadInput
    section.dossier = dossier
    require(can_edit_section(actor, section))
    require_open(section)
    return section


def take_over(proposal: ReportProposal, section: Section, content: dict, *, actor, replace: bool) -> None:
    if proposal.kind == Kind.FIGURE:
        take_figure(proposal, section, content, actor=actor, replace=replace)
    elif proposal.kind == Kind.DOUBT and nature_of(proposal.content["why"]) == NOTICE:
        raise WrongState
    elif proposal.kind == Kind.DOUBT and nature_of(proposal.content["why"]) == IN_PLACE:
        mend(proposal, section, content["text"], actor=actor)
    else:
        take_text(section, content["text"], actor=actor)


def accept_all(*, actor, report_id: int) -> int:
    """Accept every open text and figure that its star can take; doubts, and figures that would replace another,
    wait for a person. Returns how many; NothingTakenOver says why there was none."""
    wanted = ReportProposal.objects.filter(
        report=report_id, decision=Decision.OPEN, kind__in=[Kind.TEXT, Kind.FIGURE]
    )
    accepted, first = 0, None
    for key in wanted.values_list("pk", flat=True):
        try:
            decide_proposal(actor=actor, proposal_id=key, decision=Decision.ACCEPTED, replace=False)
        except Refusal as refusal:
            first = first or refusal  # it stays open on the page, where deciding it alone says why
        else:
            accepted += 1
    if not accepted:
        raise NothingTakenOver(first)
    return accepted
