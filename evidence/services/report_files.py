"""A report's file: through the gate, read in its child, refused in words that fit a report."""

from pathlib import Path

from django.utils.translation import gettext as _

from evidence.intake.gate import Examined, read_report_isolated
from evidence.intake.refusals import Refused
from evidence.models import StoredFile
from evidence.reports.reasons import ERRORS
from evidence.services.taking_in import take_in
from stars.errors import BadInput

# What the gate says of any file → what is said of a report (evidence.reports.reasons.ERRORS).
OF_A_REPORT = {
    "empty": "empty",
    "old_office": "old_doc",
    "encrypted_document": "encrypted",
    "unpacks_too_large": "too_large",
    "broken_document": "damaged",
    "unknown_type": "not_docx",
    "extension_mismatch": "not_docx",
    "svg": "not_docx",
    "heic": "not_docx",
}
Taken = tuple[Examined, StoredFile]


def read_report_file(path: Path, name: str, work: Path) -> tuple[Taken | None, str, list]:
    """The stored file (none for a .txt, whose text is kept), the text, and the pictures unpacked into `work`."""
    ending = Path(name.lower()).suffix
    if ending not in (".docx", ".txt", ".doc"):
        raise BadInput(_(ERRORS["not_report"]))
    try:
        taken = None if ending == ".txt" else take_in(path, name)
        text, pictures = read_report_isolated(path, name, work)
    except Refused as refused:
        code = code_of(refused, ending)
        if code is None:
            raise
        raise BadInput(_(ERRORS[code])) from refused
    return taken, text if pictures else text.strip(), pictures


def code_of(refused: Refused, ending: str) -> str | None:
    """None where the gate's own words fit a report too, as for a Word file that only has the wrong name."""
    if refused.params.get("expected") == ".docx":
        return None
    code = OF_A_REPORT.get(refused.code)
    return "not_text" if ending == ".txt" and code in ("damaged", "not_docx") else code
