"""Importing the tree of organisations: everything or nothing, with a reason row by row."""

import csv
import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from stars.actions import Action
from stars.errors import BadInput
from stars.models import Organisation
from stars.services.recording import record
from stars.tracking import save_tracked

COLUMNS = ("code", "name", "kind", "parent")
KIND_NAMES = {"县": "county", "县级": "county", "区": "county", "市": "county"}
KIND_NAMES |= {"乡": "township", "镇": "township", "乡级": "township", "街道": "township", "村": "village"}
COLUMN_NAMES = {"代码": "code", "区划代码": "code", "名称": "name", "类别": "kind", "级别": "kind"}
COLUMN_NAMES |= {"上级代码": "parent", "上级": "parent"}


@dataclass(frozen=True)
class RowProblem:
    """`row` counts from 1 with the header, as a spreadsheet shows it."""

    row: int
    message: str


class ImportRefused(BadInput):
    code = "import_refused"

    def __init__(self, problems: list[RowProblem]):
        self.problems = problems
        lines = [_("Row %(row)d: %(why)s") % {"row": p.row, "why": p.message} for p in problems]
        super().__init__("\n".join([_("Nothing was imported. Mend these rows and try again:"), *lines]))


def decode_table(data: bytes) -> str:
    """UTF-8 (with or without BOM) or GB18030, as spreadsheets save them."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(_("This file is neither UTF-8 nor GB18030. Save it as CSV UTF-8 and try again."))


def read_rows(data: bytes) -> list[tuple[int, dict[str, str]]]:
    """(row number, cells by column) of a CSV with a header in English or Chinese."""
    table = list(csv.reader(io.StringIO(decode_table(data))))
    if not table:
        raise BadInput(_("The file is empty."))
    header = [COLUMN_NAMES.get(cell.strip(), cell.strip().lower()) for cell in table[0]]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise BadInput(_("Columns are missing: %s. Needed: code, name, kind, parent.") % ", ".join(missing))
    rows = enumerate(table[1:], start=2)
    return [(n, dict(zip(header, map(str.strip, cells), strict=False))) for n, cells in rows if any(cells)]


@transaction.atomic
def import_organisations(*, data: bytes, actor=None) -> int:
    """Add or rename organisations by code; returns how many rows were taken.

    Parents may stand after their children. Any bad row refuses the whole file (ImportRefused).
    """
    rows = sorted(read_rows(data), key=lambda pair: _depth(pair[1]))
    problems: list[RowProblem] = []
    for number, cells in rows:
        try:
            _import_row(cells, actor=actor)
        except ValidationError as error:
            problems.append(RowProblem(number, " ".join(error.messages)))
    if problems:
        raise ImportRefused(sorted(problems, key=lambda problem: problem.row))
    record(Action.ORGANISATIONS_IMPORTED, actor=actor, rows=len(rows))
    return len(rows)


def _kind(cells: dict) -> str:
    return KIND_NAMES.get(cells.get("kind", ""), cells.get("kind", ""))


def _depth(cells: dict) -> int:
    return {"county": 0, "township": 1}.get(_kind(cells), 2)


def _import_row(cells: dict, *, actor) -> None:
    in_force = Organisation.objects.filter(valid_to=None)
    code, kind = cells.get("code", ""), _kind(cells)
    if kind not in ("county", "township", "village"):
        raise ValidationError(_("The kind must be county, township or village (县、乡镇、村)."))
    parent = in_force.filter(code=cells.get("parent") or None).first() if kind != "county" else None
    if kind != "county" and parent is None:
        raise ValidationError(_("There is no organisation with the parent's code %s.") % cells.get("parent"))
    row = in_force.filter(code=code).first() or Organisation(code=code)
    row.kind, row.parent, row.name = kind, parent, cells.get("name", "")
    save_tracked(row, actor=actor, reason=Action.ORGANISATIONS_IMPORTED)
