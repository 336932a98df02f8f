"""A list saved as text: which letters, which sign between the cells, and the cells. Runs in the child only."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from evidence.intake.faults import Fault

ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = (",", "\t", ";")
# What no text holds: almost anything decodes as GB18030.
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
SAMPLE = 20


def read_text(path: Path) -> Iterator[tuple[int, int, str]]:
    """(row, column, text) of each cell that is not blank."""
    text = decoded(path.read_bytes())
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            yield from ((number, column, cell) for column, cell in enumerate(row, 1) if cell.strip())
    except csv.Error as error:
        raise Fault("table_quote", row=number + 1) from error


def decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not NO_TEXT.search(text):
            return text
    raise Fault("table_not_text")


def delimiter_of(text: str) -> str:
    """The sign that parts the most of the first rows into cells; of equal ones the first."""
    return max(DELIMITERS, key=lambda sign: parted_rows(text, sign))


def parted_rows(text: str, delimiter: str) -> int:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return sum(len(row) > 1 for row in islice(rows, SAMPLE))
    except csv.Error:
        return 0
