"""Importing the tree of organisations: everything or nothing, with a reason row by row."""

import csv
import io
from dataclasses import dataclass
from operator import itemgetter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from stars.actions import Action
from stars.decoding import decode_table
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


def read_rows(data: bytes) -> list[tuple[int, dict[str, str]]]:
    """(row number, cells by column) of a CSV with a header in English or Chinese."""
    try:
        # newline="" leaves line ends to the csv module: old spreadsheets end lines with a bare CR.
        table = list(csv.reader(io.StringIO(decode_table(data), newline="")))
    except csv.Error as error:
        raise BadInput(_("This file cannot be read as CSV. Save it as CSV UTF-8 and try again.")) from error
    if not any(map(any, table)):
        raise BadInput(_("The file is empty."))
    header = [COLUMN_NAMES.get(cell.strip(), cell.strip().lower()) for cell in table[0]]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise BadInput(_("Columns are missing: %s. Needed: code, name, kind, parent.") % ", ".join(missing))
    rows = [(number, [cell.strip() for cell in cells]) for number, cells in enumerate(table[1:], start=2)]
    blank = dict.fromkeys(COLUMNS, "")
    return [(number, blank | dict(zip(header, cells, strict=False))) for number, cells in rows if any(cells)]


@transaction.atomic
def import_organisations(*, data: bytes, actor=None) -> int:
    """Add or rename organisations by code; returns how many were added or changed.

    Parents may stand after their children. Any bad row refuses the whole file (ImportRefused).
    """
    rows = sorted(read_rows(data), key=lambda pair: _depth(pair[1]))
    problems, changed = _repeated(rows), 0
    for number, cells in rows:
        try:
            changed += _import_row(cells, actor=actor)
        except ValidationError as error:
            problems.append(RowProblem(number, " ".join(error.messages)))
    if problems:
        raise ImportRefused(sorted(problems, key=lambda problem: problem.row))
    if changed:
        record(Action.ORGANISATIONS_IMPORTED, actor=actor, rows=changed)
    return changed


def _repeated(rows: list[tuple[int, dict]]) -> list[RowProblem]:
    """A code that stands twice: the file does not say which of the two rows is meant."""
    first: dict[str, int] = {}
    named = [(n, cells["code"]) for n, cells in sorted(rows, key=itemgetter(0)) if cells["code"]]
    again = [(number, first.setdefault(code, number)) for number, code in named]
    text = _("This code already stands in row %(row)d. Keep one of the two.")
    return [RowProblem(number, text % {"row": earlier}) for number, earlier in again if number != earlier]


def _kind(cells: dict) -> str:
    return KIND_NAMES.get(cells["kind"], cells["kind"])


def _depth(cells: dict) -> int:
    return {"county": 0, "township": 1}.get(_kind(cells), 2)


def _import_row(cells: dict, *, actor) -> bool:
    """Whether anything changed; ValidationError says what is wrong."""
    in_force = Organisation.objects.filter(valid_to=None)
    kind, name = _kind(cells), cells["name"]
    if kind not in ("county", "township", "village"):
        raise ValidationError(_("The kind must be county, township or village (县、乡镇、村)."))
    if not name:
        raise ValidationError(_("The name is missing."))
    row = in_force.filter(code=cells["code"]).first() or Organisation(code=cells["code"])
    before = (row.pk is not None, row.kind, row.parent_id, row.name)
    row.kind, row.parent, row.name = kind, _parent(kind, cells, in_force), name
    if before == (True, row.kind, row.parent_id, row.name):
        return False
    save_tracked(row, actor=actor, reason=Action.ORGANISATIONS_IMPORTED)
    return True


def _parent(kind: str, cells: dict, in_force) -> Organisation | None:
    code = cells["parent"]
    if kind == "county":
        return None
    if not code:
        raise ValidationError(
            _("The parent's code is missing. A village needs a township, a township a county.")
        )
    found = in_force.filter(code=code).first()
    if found is None:
        raise ValidationError(
            _("There is no organisation with the parent's code %s. Add its row or mend the code.") % code
        )
    return found
