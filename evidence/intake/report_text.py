"""Reading a report inside the child: its text, and its pictures as files beside it."""

from pathlib import Path

from evidence.intake.faults import Fault
from evidence.reports.model import ReportError
from evidence.reports.reading import read_report

# What the importer calls a fault, and what the gate's messages call it.
CODES = {
    "empty": "empty",
    "old_doc": "old_office",
    "encrypted": "encrypted_document",
    "too_large": "unpacks_too_large",
}


def run(request: dict) -> dict:
    """{"text", "pictures": [[offset, file name in the out folder, name in the document], …]}."""
    out = Path(request["out"])
    try:
        source = read_report(Path(request["path"]).read_bytes(), request["name"])
    except ReportError as error:
        raise Fault(CODES.get(error.code, "broken_document")) from error
    pictures = []
    for number, image in enumerate(source.images):
        file = f"picture-{number}"
        (out / file).write_bytes(image.data)
        pictures.append([image.offset, file, image.name])
    return {"text": source.text, "pictures": pictures}
