"""The kind of a file by its first bytes; the name has to agree, never to decide.

The parts of a zip are not looked at here but in the child (office.py): listing them is parsing already.
"""

import mmap
import re
from pathlib import Path

from evidence.intake.faults import Fault
from evidence.intake.limits import BY_EXTENSION, TABLE_EXTENSIONS, TYPES, FileType
from evidence.intake.naming import extension_of

HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
SVG = re.compile(rb"<(?:\w+:)?svg[\s>]", re.IGNORECASE)
NO_KIND_OF_OURS = ("unknown_type", "svg", "heic")
HEIF_BRANDS = (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc", b"avif")


def detect(path: Path, name: str) -> FileType:
    """The type of a file that is not empty. Raises Fault when it is not allowed or the name says another."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(OLE):
        raise Fault("encrypted_document" if _contains(path, ENCRYPTED_PACKAGE) else "old_office")
    extension = extension_of(name)
    kind = _by_magic(head) or (_zip_kind(path, extension) if head.startswith(b"PK\x03\x04") else None)
    if kind is None:
        raise Fault(_reason(head))
    if extension not in kind.extensions:
        raise mismatch(kind)
    return kind


def detect_table(path: Path, name: str) -> str:
    """Which of TABLE_EXTENSIONS a list is. Whether a .csv is text is seen when it is read. Raises Fault."""
    try:
        kind = detect(path, name).kind
    except Fault as fault:
        if fault.code not in NO_KIND_OF_OURS:
            raise
        kind = "csv" if extension_of(name) == "csv" else None
    if kind not in TABLE_EXTENSIONS:
        raise Fault("table_kind")
    return kind


def mismatch(kind: FileType) -> Fault:
    """The refusal of a file whose name says something else than its content, which is of this kind."""
    expected = " / ".join(f".{extension}" for extension in kind.extensions)
    return Fault("extension_mismatch", found=kind.label, expected=expected)


def _by_magic(head: bytes) -> FileType | None:
    if head.startswith(b"\xff\xd8\xff"):
        return TYPES["jpeg"]
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return TYPES["png"]
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return TYPES["webp"]
    return TYPES["pdf"] if head.startswith(b"%PDF-") else None


def _zip_kind(path: Path, extension: str) -> FileType | None:
    """What the name says, if that is an Office kind (the child verifies it); else a guess for the message."""
    named = BY_EXTENSION.get(extension)
    if named and named.task == "office":
        return named
    if _contains(path, b"word/document"):
        return TYPES["docx"]
    return TYPES["xlsx"] if _contains(path, b"xl/workbook") else None


def _reason(head: bytes) -> str:
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return "heic"
    return "svg" if SVG.search(head) else "unknown_type"


def _contains(path: Path, needle: bytes) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(needle) >= 0
