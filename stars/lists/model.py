"""What a list consists of: the columns that are known, and what was read by them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Table = Sequence[Sequence[str]]


class CellError(ValueError):
    """What `clean` raises: a code that has words (stars.lists.words or the caller's own), and what would be right."""

    def __init__(self, code: str, expected: str = ""):
        super().__init__(code)
        self.code, self.expected = code, expected


@dataclass(frozen=True)
class Column:
    """`names` are the headings that are taken for it; templates have the first one. `clean` gets the text without
    blanks around it, never an empty one, and returns the value or raises CellError; an empty cell becomes `empty`.
    Templates offer `choices` and are `width` characters wide."""

    key: str
    names: tuple[str, ...]
    required: bool = False
    clean: Callable[[str], object] = str
    empty: object = ""
    choices: tuple[str, ...] = ()
    width: int = 16


@dataclass(frozen=True)
class RowProblem:
    """`row` and `letter` are the place as a spreadsheet shows it, `column` the heading there."""

    row: int
    column: str
    code: str
    found: str = ""
    letter: str = ""
    expected: str = ""


@dataclass(frozen=True)
class ListRow:
    """`values` by the keys of the columns, every column among them; `number` as a spreadsheet shows it."""

    number: int
    values: Mapping[str, object]


@dataclass(frozen=True)
class ListRead:
    """`rows` are those without a problem. They may be shown, but are taken over only when the list is `whole`."""

    rows: tuple[ListRow, ...] = ()
    problems: tuple[RowProblem, ...] = ()

    @property
    def whole(self) -> bool:
        return not self.problems
