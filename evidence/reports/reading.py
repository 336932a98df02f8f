"""From a file to plain text and its pictures."""

from dataclasses import dataclass, field
from pathlib import Path

from .model import ReportEmpty, ReportError
from .word import Picture, read_docx

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class ReportSource:
    """`text` with line ends as \\n; each image has `.offset` in that text, `.data` and `.name`."""

    text: str
    images: list[Picture] = field(default_factory=list)


def read_report(source: str | Path | bytes, name: str = "") -> ReportSource:
    """Read a .docx or a text file, told apart by content. `name` is the name that the sender gave it.

    Raises ReportError with a code: empty, old_doc, encrypted, not_docx, damaged, too_large, not_text.
    """
    if not isinstance(source, bytes):
        name = name or Path(source).name
        source = Path(source).read_bytes()
    if not source.strip():
        raise ReportEmpty
    if source.startswith(OLE):
        raise ReportError("encrypted" if ENCRYPTED_PART in source else "old_doc")
    if source.startswith(ZIP):
        text, images = read_docx(source)
        return ReportSource(text, images)
    if name.lower().endswith((".docx", ".doc")):
        raise ReportError("not_docx")
    return ReportSource(_decode(source))


def _decode(data: bytes) -> str:
    for encoding in ("utf-16",) if data.startswith(UTF16) else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise ReportError("not_text")
