"""Accepting, correcting or dropping what the report importer proposes."""

from django.db import transaction
from django.utils import timezone

from evidence.access import can_edit_section
from evidence.errors import SentenceGone, TextTooLong
from evidence.models import Figure, ReportProposal, Section
from evidence.models.dossiers import NARRATIVE_MAX
from evidence.reports.reasons import IN_PLACE, NOTICE, nature_of
from evidence.services.files import require_with_village
from evidence.services.locking import lock_dossier, require, require_open
from evidence.services.sections import write_figure, write_narrative
from stars.actions import Action
from stars.errors import BadInput, Refusal, WrongState
from stars.services.recording import record

Decision, Kind = ReportProposal.Decision, ReportProposal.Kind


@transaction.atomic
def decide_proposal(
    *, actor, proposal_id: int, decision: str, content: dict | None = None, dimension: str | None = None
) -> ReportProposal:
    """Decide once. Accepted text is added to the star's text, an accepted figure becomes one of its figures.

    `content` holds the corrected fields, `dimension` the star for text that fits none. A doubt about a sentence
    that was left out can be taken over as text; one about a sentence that stands in its star is mended there.
    """
    proposal = ReportProposal.objects.select_related("report").get(pk=proposal_id)
    dossier = lock_dossier(proposal.report.dossier_id)
    proposal = ReportProposal.objects.select_for_update().get(pk=proposal_id)
    require_with_village(dossier)
    if proposal.decision != Decision.OPEN or decision not in (*Decision.values,) or decision == Decision.OPEN:
        raise WrongState
    content = {**proposal.content, **(content or {})}
    if decision != Decision.DROPPED:
        section = _section(actor, dossier, dimension or proposal.dimension)
        take_over(proposal, section, content, actor=actor)
        proposal.dimension = section.dimension
    else:
        require(_may_drop(actor, dossier, proposal))
    proposal.content, proposal.decision = content, decision
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


def take_over(proposal: ReportProposal, section: Section, content: dict, *, actor) -> None:
    if proposal.kind == Kind.FIGURE:
        figure = Figure(
            section=section,
            key=content.get("figure_key") or "",
            label=content["label"][:60],
            unit=content["unit"][:20],
            as_of=proposal.report.dated,
            source=proposal.report.title[:100],
        )
        unchanged = content["value"] == proposal.content["value"]
        value = content.get("number") if unchanged else None  # 三 as 3, unless the village corrected it
        write_figure(section, figure, value or content["value"], actor=actor)
    elif proposal.kind == Kind.DOUBT and nature_of(proposal.content["why"]) == NOTICE:
        raise WrongState
    elif proposal.kind == Kind.DOUBT and nature_of(proposal.content["why"]) == IN_PLACE:
        _mend(proposal, section, content["text"].strip(), actor=actor)
    else:
        text = "\n\n".join(filter(None, [section.narrative, content["text"].strip()]))
        if len(text) > NARRATIVE_MAX:
            raise TextTooLong
        write_narrative(section, text, actor=actor)


def _mend(proposal: ReportProposal, section: Section, mended: str, *, actor) -> None:
    """Replace the sentence where it stands: in the star's text that is still proposed, or in its narrative."""
    old = proposal.content["text"]
    texts = proposal.report.proposals.filter(kind=Kind.TEXT, dimension=section.dimension)
    waiting = texts.filter(decision=Decision.OPEN).first()
    if waiting and old in waiting.content["text"]:
        waiting.content = {**waiting.content, "text": waiting.content["text"].replace(old, mended, 1)}
        waiting.save()
    elif old in section.narrative:
        write_narrative(section, section.narrative.replace(old, mended, 1), actor=actor)
    else:
        raise SentenceGone


def accept_all(*, actor, report_id: int) -> int:
    """Accept every open text and figure that its star can take; doubts wait for a person. Returns how many."""
    wanted = ReportProposal.objects.filter(
        report=report_id, decision=Decision.OPEN, kind__in=[Kind.TEXT, Kind.FIGURE]
    )
    accepted = 0
    for key in wanted.values_list("pk", flat=True):
        try:
            decide_proposal(actor=actor, proposal_id=key, decision=Decision.ACCEPTED)
        except Refusal:
            continue  # it stays open on the page, where deciding it alone says why
        accepted += 1
    return accepted
