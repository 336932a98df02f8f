"""The tables of moves that maintainers read are those that the code takes."""

import re
from pathlib import Path

import pytest

from evidence.states import DOSSIER_MOVES, SECTION_MOVES
from stars.assessing import ASSESSMENT_MOVES, MEETING_MOVES, OBJECTION_MOVES, TARGET_MOVES

GUIDE = Path(__file__).resolve().parents[1] / "docs/maintainers.md"
TABLES = {
    "dossier": DOSSIER_MOVES,
    "star": SECTION_MOVES,
    "round": ASSESSMENT_MOVES,
    "target": TARGET_MOVES,
    "meeting": MEETING_MOVES,
    "objection": OBJECTION_MOVES,
}


def told(name: str) -> set[tuple]:
    """(from, step, to, asks for a reason) of every line of the table whose first heading is `name`."""
    text = GUIDE.read_text(encoding="utf-8")
    (table,) = re.findall(rf"^\| {name} \| step \|.*\n\|[ |-]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return {
        (frozenset(before.split(", ")), step, after, "with a reason" in by)
        for before, step, after, by in rows
    }


def plain(key: str) -> str:
    return key.replace("_", " ")


@pytest.mark.parametrize("name", TABLES)
def test_moves_that_maintainers_read_are_those_of_the_code(name):
    moves = TABLES[name].moves.values()

    assert told(name) == {
        (frozenset(map(plain, one.sources)), plain(one.action), plain(one.to), one.needs_reason)
        for one in moves
    }


def test_modules_and_tests_that_maintainers_read_of_exist():
    named = re.findall(r"`((?:stars|evidence|portal|tests|docs)/[\w./]+)`", GUIDE.read_text(encoding="utf-8"))

    assert len(named) > 20
    assert [name for name in named if not (GUIDE.parents[1] / name).exists()] == []
