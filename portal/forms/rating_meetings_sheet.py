"""A counter's sheet as it is typed: the ballots, and a row of numbers for everybody."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from stars.queries.sheets import SheetPage, SheetRow
from stars.tallying import Head

NUMBER = {"min_value": 0, "max_value": 100_000}
NOT_A_COUNT = _("A count is a whole number from 0 on.")


class HeadForm(forms.Form):
    issued = forms.IntegerField(label=_("Ballots issued"), **NUMBER)
    returned = forms.IntegerField(label=_("Ballots returned"), **NUMBER)
    void = forms.IntegerField(label=_("of these void"), **NUMBER)
    recounted = forms.BooleanField(
        label=_("Counted again: more came back than were issued, and it stays so"), required=False
    )

    @property
    def head(self) -> Head:
        told = self.cleaned_data
        return Head(told["issued"], told["returned"], told["void"], told["recounted"])


class ConfirmForm(forms.Form):
    statement = forms.BooleanField(
        label=_("I counted this myself. Neither I nor anybody of my household is assessed in this meeting."),
        error_messages={"required": _("Tick the statement after you have compared everything.")},
    )


@dataclass(frozen=True)
class TypedCell:
    """`name`: of its input; `text`: as typed or stored."""

    name: str
    text: str
    title: str
    is_blank: bool
    is_hands: bool
    other: int | None
    differs: bool
    bad: bool


@dataclass(frozen=True)
class TypedRow:
    row: SheetRow
    cells: list[TypedCell]

    @property
    def bad(self) -> bool:
        return any(cell.bad for cell in self.cells)


def cell_name(entry_id: int, key: str) -> str:
    return f"c-{entry_id}-{key}"


def typed_rows(page: SheetPage, typed) -> list[TypedRow]:
    """The rows of this part with what was typed, or with what is stored where nothing was."""
    return [TypedRow(row, [_cell(row, cell, typed) for cell in row.cells]) for row in page.rows]


def _cell(row: SheetRow, cell, typed) -> TypedCell:
    name = cell_name(row.entry.pk, cell.column.key)
    stored = "" if cell.value is None else str(cell.value)
    text = typed.get(name, stored) if typed else stored
    hands = not cell.column.title and not cell.column.is_blank
    said = (cell.other, cell.differs, count_of(text) is None)
    return TypedCell(name, text, cell.column.title, cell.column.is_blank, hands, *said)


def count_of(text: str) -> int | None:
    """Nothing is nought; None for what is no count."""
    plain = text.strip()
    if not plain:
        return 0
    return int(plain) if plain.isdecimal() and len(plain) < 7 else None


def counts_typed(rows: list[TypedRow]) -> dict[int, dict[str, int]]:
    """Entry → option → ballots, of rows in which every number is one; empty cells are left out."""
    found = {}
    for one in rows:
        cells = {cell.name.split("-", 2)[2]: count_of(cell.text) for cell in one.cells if cell.text.strip()}
        found[one.row.entry.pk] = cells
    return found
