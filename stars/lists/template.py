"""An empty list to fill in: the headings, words about them, and examples that are passed over when it is read."""

from collections.abc import Mapping, Sequence

from stars.lists.headings import REQUIRED_MARK
from stars.lists.model import Column
from stars.lists.words import EXAMPLE_MARK, TEMPLATE_NOTE
from stars.lists.writing import as_xlsx


def template_xlsx(
    columns: Sequence[Column], *, title: str, examples: Sequence[Mapping[str, object]]
) -> bytes:
    """`examples`: values by the keys of the columns; the first cell of each is marked as an example."""
    headings = [column.names[0] + REQUIRED_MARK * column.required for column in columns]
    return as_xlsx(
        headings,
        [example_row(columns, example) for example in examples],
        widths=[column.width for column in columns],
        notes=[title, str(TEMPLATE_NOTE)],
        choices=dict(zip(headings, (column.choices for column in columns), strict=True)),
        faint=len(examples),
    )


def example_row(columns: Sequence[Column], example: Mapping[str, object]) -> list[object]:
    cells = [example.get(column.key, "") for column in columns]
    return [str(EXAMPLE_MARK) % {"text": cells[0]}, *cells[1:]]
