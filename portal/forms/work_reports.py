"""The report that the village brings, and what it decides on one proposal of the importer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.models import ReportProposal
from evidence.reports.reasons import ERRORS

Kind = ReportProposal.Kind
FIELDS = {
    Kind.TEXT: ("text",),
    Kind.UNASSIGNED: ("text",),
    Kind.DOUBT: ("text",),
    Kind.FIGURE: ("label", "value", "unit"),
}


class ReportForm(forms.Form):
    file = forms.FileField(
        label=_("Report as a file"),
        required=False,
        help_text=_(".docx or .txt"),
        error_messages={"empty": _(ERRORS["empty"])},
        widget=forms.FileInput(attrs={"accept": ".docx,.txt"}),
    )
    text = forms.CharField(label=_("Or paste its text"), required=False, widget=forms.Textarea, strip=False)

    def clean(self):
        found = super().clean()
        if found.get("file") and found.get("text", "").strip():
            raise forms.ValidationError(_("Choose one: the file, or the pasted text."))
        if not self.errors and not found.get("file") and not found.get("text", "").strip():
            raise forms.ValidationError(_("Choose a file, or paste the text of the report."))
        return found


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


def with_typed(proposal: ReportProposal, kept: dict[str, str]) -> None:
    """Show what was typed and refused instead of what is proposed."""
    typed = {name: kept[name] for name in FIELDS[proposal.kind] if name in kept}
    proposal.content = proposal.content | typed | ({"number": None} if "value" in typed else {})
