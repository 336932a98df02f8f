"""The step behind every form that describes a file."""

from evidence.services.files import describe_evidence
from stars.errors import Refusal

SILENT = {"make_public": False, "consent": False, "consent_note": ""}  # what a document's form does not ask


def described(actor, form, **instead) -> bool:
    """Whether the service took a valid form, with the values `instead` of its own; a refusal stands in the form."""
    values = {**SILENT, **form.cleaned_data, **instead}
    try:
        describe_evidence(actor=actor, evidence_id=form.instance.pk, **values)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True
