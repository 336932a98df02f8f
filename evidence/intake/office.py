"""Word and Excel files: listed, summed, then read part by part in memory. Runs in the child only."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
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
MACRO_MARKS = ("macroenabled", "vbaproject", "activex", "macrosheet")
MACRO_NAMES = ("vbaproject.bin", "vbadata.xml", ".docm", ".xlsm", ".dotm", ".xltm", ".xlam", ".pptm")
ZIP = b"PK\x03\x04"
# A table in a Word file lies one deep, its own picture file two; nothing ordinary goes further.
MAX_DEPTH = 2
LOCAL_HEADER, NAME_SIZES, DESCRIPTOR = 30, 26, 24
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
CHUNK = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass
class Room:
    """What is left of the limits, for a file and all files inside it together."""

    members: int = MAX_MEMBERS
    unpacked: int = MAX_UNPACKED

    def take(self, members: int, unpacked: int) -> None:
        self.members -= members
        self.unpacked -= unpacked
        if self.members < 0 or self.unpacked < 0:
            raise Fault("unpacks_too_large")


def run(request: dict) -> dict:
    """Returns {"kind"} when the content is what the name said. Raises Fault."""
    try:
        with zipfile.ZipFile(Path(request["path"])) as archive:
            room = Room()
            _check_listing(archive, room)
            kind = _main_kind(archive)
            _check_parts(archive, room)
    except BROKEN as error:
        raise Fault("broken_document") from error
    if kind != request["kind"]:
        raise mismatch(TYPES[kind])
    return {"kind": kind}


def _check_listing(archive: zipfile.ZipFile, room: Room) -> None:
    """Judges names and declared sizes before a byte is unpacked; zipfile never unpacks more than declared."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    room.take(len(members), unpacked)
    if unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1):
        raise Fault("unpacks_too_large")
    names = [member.filename.lower() for member in members]
    if len(set(names)) != len(names) or not all(map(_is_plain, members)):
        raise Fault("broken_document")
    if any(name.endswith(MACRO_NAMES) for name in names):
        raise Fault("macro")
    _check_layout(archive)


def _check_layout(archive: zipfile.ZipFile) -> None:
    """Nothing before, between or in one another: some programs read what lies there and not the list."""
    position, slack = 0, 0
    for member in sorted(archive.infolist(), key=lambda one: one.header_offset):
        if not position <= member.header_offset <= position + slack:
            raise Fault("broken_document")
        archive.fp.seek(member.header_offset + NAME_SIZES)
        lengths = struct.unpack("<HH", archive.fp.read(4))
        position = member.header_offset + LOCAL_HEADER + sum(lengths) + member.compress_size
        slack = DESCRIPTOR
    if not position <= archive.start_dir <= position + slack:
        raise Fault("broken_document")


def _is_plain(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename
    outside = (
        name.startswith("/") or ".." in PurePosixPath(name).parts or any(sign in name for sign in "\\:\0")
    )
    return not outside and member.compress_type in METHODS and not member.flag_bits & ENCRYPTED


def _main_kind(archive: zipfile.ZipFile) -> str:
    """What the list of content types says of a part that is really there."""
    names = {f"/{name.lower()}" for name in archive.namelist()}
    declared: list[tuple[str, str]] = []
    if CONTENT_TYPES not in archive.namelist():
        raise Fault("broken_document")
    with archive.open(CONTENT_TYPES) as part:
        _parse(
            part,
            strict=True,
            on_start=lambda _tag, values: declared.append(
                (values.get("ContentType", ""), values.get("PartName", "").lower())
            ),
        )
    if any(mark in content_type.lower() for content_type, _part in declared for mark in MACRO_MARKS):
        raise Fault("macro")
    kinds = {
        kind
        for mark, kind in MAIN_PARTS.items()
        for content_type, part_name in declared
        if content_type.endswith(mark) and (not part_name or part_name in names)
    }
    if len(kinds) != 1:
        raise Fault("broken_document")
    return kinds.pop()


def _check_parts(archive: zipfile.ZipFile, room: Room, depth: int = 0) -> None:
    for member in archive.infolist():
        with archive.open(member) as part:
            if part.peek(len(ZIP)).startswith(ZIP):
                _check_inner(part.read(), room, depth + 1)
            else:
                _check_part(part, member.filename.lower())


def _check_inner(data: bytes, room: Room, depth: int) -> None:
    """A file inside the file, such as a table in a report: whoever opens the report may open it too."""
    if depth > MAX_DEPTH:
        raise Fault("unpacks_too_large")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check_listing(archive, room)
        _check_parts(archive, room, depth)


def _check_part(part: zipfile.ZipExtFile, name: str) -> None:
    """Reads a part to its end (which verifies its checksum), as XML where it looks like XML."""
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
