"""What the village decides on one proposal of the importer."""

from evidence.models import ReportProposal

Kind = ReportProposal.Kind
FIELDS = {
    Kind.TEXT: ("text",),
    Kind.UNASSIGNED: ("text",),
    Kind.DOUBT: ("text",),
    Kind.FIGURE: ("label", "value", "unit"),
}


def decision_typed(proposal: ReportProposal, data) -> dict:
    """Arguments for decide_proposal: what was accepted with other words than proposed counts as corrected."""
    decision = data.get("decision", "")
    dimension = data.get("dimension") or None
    if decision != ReportProposal.Decision.ACCEPTED:
        return {"decision": decision, "dimension": dimension}
    typed = {name: data[name].replace("\r\n", "\n").strip() for name in FIELDS[proposal.kind] if name in data}
    content = {name: value for name, value in typed.items() if value != str(proposal.content[name]).strip()}
    if content or proposal.kind == Kind.DOUBT:
        decision = ReportProposal.Decision.CORRECTED
    return {"decision": decision, "content": content, "dimension": dimension}
