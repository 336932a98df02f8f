"""The page about the gate says what the constants say."""

import re

from evidence.intake import limits
from evidence.intake.limits import BUDGETS, MB, TYPES
from evidence.intake.refusals import MESSAGES
from tests.test_layers import ROOT

PAGE = (ROOT / "evidence" / "intake" / "README.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_table_of_kinds_agrees_with_the_limits():
    def row(kind: limits.FileType) -> list[str]:
        budget = BUDGETS[kind.task]
        extensions = " ".join(f".{extension}" for extension in kind.extensions)
        spent = [f"{budget.cpu_seconds} s", f"{budget.wall_seconds} s", f"{budget.memory // MB} MB"]
        return [kind.label, extensions, f"{kind.max_bytes // MB} MB", kind.task, *spent]

    assert table("What is taken") == [row(kind) for kind in TYPES.values()]


def test_table_of_lists_agrees_with_the_limits():
    budget = BUDGETS["table"]
    extensions = " ".join(f".{extension}" for extension in limits.TABLE_EXTENSIONS)
    size = [f"{limits.MAX_TABLE_BYTES // MB} MB", f"{limits.MAX_TABLE_ROWS:,}", f"{limits.MAX_TABLE_COLUMNS}"]
    spent = [f"{budget.cpu_seconds} s", f"{budget.wall_seconds} s", f"{budget.memory // MB} MB"]

    assert table("Lists") == [[extensions, *size, "table", *spent]]
    assert f"{limits.MAX_TABLE_TEXT:,} characters" in PAGE


def test_sentence_of_figures_agrees_with_the_limits():
    told = PAGE.split("Pictures: at most ")[1].split("All of it")[0]

    assert [
        int(figure.replace(",", "")) for figure in re.findall(r"\d[\d,]*", told.replace(", ", " ; "))
    ] == [
        limits.MAX_PIXELS,
        limits.MAX_SIDE,
        limits.MAX_SCANS,
        limits.MAX_MEMBERS,
        limits.MAX_UNPACKED // MB,
        limits.MAX_RATIO,
        limits.RATIO_FROM // MB,
    ]


def test_sizes_of_the_copies_agree_with_the_limits():
    assert re.search(r"copies of (\d+), (\d+) and (\d+) pixels", PAGE).groups() == tuple(
        map(str, limits.LONG_SIDES)
    )


def test_table_of_bad_files_names_every_refusal():
    named = [code for row in table("What happens to a bad one") for code in re.findall(r"`(\w+)`", row[1])]

    assert sorted(named) == sorted(MESSAGES)
