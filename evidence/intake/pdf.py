"""PDF: opened in full, and refused when it can do more than be read. Runs in the child only."""

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from evidence.intake.faults import Fault

# A whole PDF says so near its end; qpdf alone would mend a half one by leaving pages out.
END_MARK = b"%%EOF"
TAIL = 2048
ACTIVE = {"/JavaScript", "/Launch", "/RichMedia", "/ImportData", "/EmbeddedFile", "/EmbeddedFiles", "/XFA"}
FILE_KEYS = {"/F", "/UF", "/DOS", "/Mac", "/Unix"}
# Looked for in the rewritten form of each object, where a name is always spelt in one way.
SUSPECT = re.compile(rb"/(?:JavaScript|Launch|RichMedia|ImportData|EmbeddedFiles?|EF|XFA)(?![\w])")


def run(request: dict) -> dict:
    """Returns {"pages"}. Raises Fault."""
    path = Path(request["path"])
    try:
        with pikepdf.open(path) as pdf:
            if pdf.is_encrypted:
                raise Fault("encrypted_pdf")
            pages = len(pdf.pages)
            if not pages or END_MARK not in _tail(path):
                raise Fault("broken_pdf")
            if any(_is_active(thing) for thing in pdf.objects):
                raise Fault("active_pdf")
    except pikepdf.PasswordError as error:
        raise Fault("encrypted_pdf") from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, RuntimeError) as error:
        raise Fault("broken_pdf") from error
    return {"pages": pages}


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        return file.read()


def _is_active(thing: pikepdf.Object) -> bool:
    plain = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    if not SUSPECT.search(plain.unparse(resolved=True)):
        return False
    return any(_names_action(part) for part in _parts(plain))


def _parts(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The object and what it holds directly; what it refers to is an object of its own."""
    waiting = [thing]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, pikepdf.Dictionary):
            waiting += [value for value in part.values() if _is_direct(value)]
        elif isinstance(part, pikepdf.Array):
            waiting += [value for value in part if _is_direct(value)]


def _is_direct(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _names_action(part: pikepdf.Object) -> bool:
    if isinstance(part, pikepdf.Name):
        return str(part) in ACTIVE
    if not isinstance(part, pikepdf.Dictionary):
        return False
    keys = set(part.keys())
    attached = part.get("/EF")
    return bool(keys & ACTIVE) or (
        isinstance(attached, pikepdf.Dictionary) and bool(FILE_KEYS & set(attached.keys()))
    )
