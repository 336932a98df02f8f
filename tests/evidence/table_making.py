"""Lists as people save them, and what comes of one: read in this process, or through the gate and its child."""

import io
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from evidence.intake import tables
from evidence.intake.limits import TABLE_FILE
from evidence.services.table_files import read_table_file
from stars.lists.signs import unescaped
from tests.evidence.bad_files import zipped

HEADING = ["姓名", "类别"]


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(rows: list[list]) -> Worksheet:
    """The one sheet of a new workbook; `saved(sheet.parent)` are its bytes."""
    sheet = Workbook().active
    for row in rows:
        sheet.append(row)
    return sheet


def workbook(*rows: list) -> bytes:
    return saved(sheet_of(list(rows)).parent)


def read_here(folder: Path, data: bytes, kind: str) -> list[list[str]]:
    """As the child reads it, without the child. Raises Fault."""
    (folder / "list").write_bytes(data)
    tables.run({"path": str(folder / "list"), "out": str(folder), "kind": kind})
    rows = tables.json.loads((folder / TABLE_FILE).read_text(encoding="utf-8"))
    return [[unescaped(cell) for cell in row] for row in rows]


def read_through_gate(folder: Path, data: bytes, name: str) -> list[list[str]]:
    (folder / "received").write_bytes(data)
    return read_table_file(path=folder / "received", name=name)


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/s1.xml" ContentType="{SPREADSHEET}.worksheet+xml"/>'
    f'<Override PartName="/xl/strings.xml" ContentType="{SPREADSHEET}.sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{SPREADSHEET}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{DOCUMENT}/worksheet" Target="s1.xml"/>'
    f'<Relationship Id="r2" Type="{DOCUMENT}/sharedStrings" Target="strings.xml"/>'
    f'<Relationship Id="r3" Type="{DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
    '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf quotePrefix="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


def as_a_spreadsheet_saves(strings: list[str], rows: str) -> bytes:
    """A workbook as Excel and WPS write it, unlike openpyxl: texts in a table of their own, no size told. Style 1 has
    the apostrophe, style 2 is a date; `strings` and `rows` are XML."""
    table = "".join(f"<si>{text}</si>" for text in strings)
    parts = PARTS | {
        "xl/strings.xml": f'<sst xmlns="{MAIN}">{table}</sst>',
        "xl/s1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return zipped(*((name, body.encode()) for name, body in parts.items()))
