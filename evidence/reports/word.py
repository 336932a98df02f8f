"""Text and pictures of a Word file, in the order in which they stand."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from .model import ReportError

MAX_UNPACKED = 300 * 1024 * 1024
MAX_TEXT_PART = 30 * 1024 * 1024
MAX_MEMBERS = 5000
# Deleted or moved-away text, the second copy of every text box for old programs, and the settings of a
# paragraph (their tab stops share a tag with the tab in the text).
SKIPPED = {
    qn("w:pPr"),
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
PICTURES = {
    qn("a:blip"): qn("r:embed"),
    "{urn:schemas-microsoft-com:vml}imagedata": qn("r:id"),
}


@dataclass(frozen=True)
class Picture:
    """`offset` is the place in the text, `name` the file's name inside the document."""

    offset: int
    data: bytes
    name: str


def read_docx(data: bytes) -> tuple[str, list[Picture]]:
    """Paragraphs one a line, table rows one a line with tabs. Raises ReportError."""
    _check_structure(data)
    try:
        document = Document(io.BytesIO(data))
        lines = _Lines(document.part)
        lines.add_blocks(document.element.body)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, etree.XMLSyntaxError, RecursionError) as error:
        raise ReportError("damaged") from error
    return "".join(lines.parts), lines.pictures


def _check_structure(data: bytes) -> None:
    """Read no part before the directory says that it is a Word file of a size to expect."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ReportError("damaged") from error
    sizes = {member.filename: member.file_size for member in members}
    if not {"[Content_Types].xml", "word/document.xml"} <= set(sizes):
        raise ReportError("not_docx")
    xml_too_large = any(
        size > MAX_TEXT_PART for name, size in sizes.items() if name.endswith((".xml", ".rels"))
    )
    total = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or total > MAX_UNPACKED or xml_too_large:
        raise ReportError("too_large")


class _Lines:
    """Gathers text and pictures; a picture's offset is where its line starts."""

    def __init__(self, part):
        self.part = part
        self.parts: list[str] = []
        self.pictures: list[Picture] = []
        self.length = 0

    def add_blocks(self, container) -> None:
        for block in container.iterchildren():
            if block.tag == qn("w:p"):
                self._add_line(_text(block), block)
            elif block.tag == qn("w:tbl"):
                self._add_rows(block)
            elif block.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
                self.add_blocks(block)

    def _add_rows(self, table) -> None:
        for row in table.iterchildren(qn("w:tr")):
            cells = [" ".join(_text(cell).split()) for cell in row.iterchildren(qn("w:tc"))]
            self._add_line("\t".join(cells), row)

    def _add_line(self, line: str, element) -> None:
        for node in _walk(element):
            if node.tag in PICTURES:
                self._add_picture(node.get(PICTURES[node.tag]))
        self.parts.append(line + "\n")
        self.length += len(line) + 1

    def _add_picture(self, relation: str | None) -> None:
        part = self.part.related_parts.get(relation) if relation else None
        if part is not None and part.content_type.startswith("image/"):
            name = str(part.partname).rsplit("/", 1)[-1]
            self.pictures.append(Picture(self.length, part.blob, name))


def _text(element) -> str:
    return "".join(
        (node.text or "") if node.tag == qn("w:t") else SIGNS.get(node.tag, "\n")
        for node in _walk(element)
        if node.tag == qn("w:t") or node.tag in SIGNS or _is_inner_paragraph(node, element)
    )


def _is_inner_paragraph(node, element) -> bool:
    """A further paragraph in a cell or a text box starts on a line of its own."""
    return node.tag == qn("w:p") and node is not element


def _walk(element) -> Iterator:
    yield element
    for child in element:
        if isinstance(child.tag, str) and child.tag not in SKIPPED:
            yield from _walk(child)
