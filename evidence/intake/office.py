"""Word and Excel files: listed, summed, then read part by part in memory. Runs in the child only."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from evidence.intake.detect import mismatch
from evidence.intake.faults import Fault
from evidence.intake.limits import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, RATIO_FROM, TYPES

CONTENT_TYPES = "[Content_Types].xml"
MAIN_PARTS = {
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
}
MACRO_MARKS = ("macroenabled", "vbaproject", "activex", "ms-excel.intlmacrosheet")
MACRO_NAMES = ("vbaproject.bin", "vbadata.xml", ".docm", ".xlsm", ".dotm", ".xltm", ".xlam", ".pptm")
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
CHUNK = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def run(request: dict) -> dict:
    """Returns {"kind"} when the content is what the name said. Raises Fault."""
    try:
        with zipfile.ZipFile(Path(request["path"])) as archive:
            _check_listing(archive.infolist())
            kind = _main_kind(archive)
            for member in archive.infolist():
                _check_part(archive, member)
    except BROKEN as error:
        raise Fault("broken_document") from error
    if kind != request["kind"]:
        raise mismatch(TYPES[kind])
    return {"kind": kind}


def _check_listing(members: list[zipfile.ZipInfo]) -> None:
    """Judges names and declared sizes before a byte is unpacked; zipfile never unpacks more than declared."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    too_dense = unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or too_dense:
        raise Fault("unpacks_too_large")
    names = [member.filename.lower() for member in members]
    if len(set(names)) != len(names) or not all(map(_is_plain, members)):
        raise Fault("broken_document")
    if any(name.endswith(MACRO_NAMES) for name in names):
        raise Fault("macro")


def _is_plain(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename
    outside = (
        name.startswith("/") or ".." in PurePosixPath(name).parts or any(sign in name for sign in "\\:\0")
    )
    return not outside and member.compress_type in METHODS and not member.flag_bits & ENCRYPTED


def _main_kind(archive: zipfile.ZipFile) -> str:
    declared: list[str] = []
    if CONTENT_TYPES not in archive.namelist():
        raise Fault("broken_document")
    with archive.open(CONTENT_TYPES) as part:
        _parse(
            part, strict=True, on_start=lambda _tag, values: declared.append(values.get("ContentType", ""))
        )
    if any(mark in content_type.lower() for content_type in declared for mark in MACRO_MARKS):
        raise Fault("macro")
    kinds = {
        kind for mark, kind in MAIN_PARTS.items() for content_type in declared if content_type.endswith(mark)
    }
    if len(kinds) != 1:
        raise Fault("broken_document")
    return kinds.pop()


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Reads a part to its end (which verifies its checksum), as XML where it looks like XML."""
    name = member.filename.lower()
    with archive.open(member) as part:
        strict = name.endswith((".xml", ".rels"))
        # By content too: a part may be XML under any name.
        if strict or _looks_like_xml(part.peek(64)[:64]):
            _parse(part, strict=strict, on_start=_check_relationship if name.endswith(".rels") else None)
        while part.read(CHUNK):
            pass


def _looks_like_xml(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def _check_relationship(_tag: str, values: dict[str, str]) -> None:
    external = values.get("TargetMode", "").lower() == "external"
    if external and not values.get("Type", "").endswith("/hyperlink"):
        raise Fault("external_link")


def _parse(part, *, strict: bool, on_start=None) -> None:
    """Runs the bare parser over a part: nothing is kept, and any document type definition is refused.

    Raises Fault; what is not well formed is a fault only when `strict` (Excel's own drawings are not).
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_definition
    parser.EntityDeclHandler = _refuse_definition
    parser.StartElementHandler = on_start
    try:
        while chunk := part.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if strict:
            raise Fault("broken_document") from error


def _refuse_definition(*_args: object) -> None:
    raise Fault("entities")
