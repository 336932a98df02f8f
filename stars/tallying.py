"""The arithmetic of two counters' sheets: what does not fit in one, and where two differ. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

BLANK = "blank"  # a ballot that says nothing of this entry
HANDS = "hands"  # the one option of a show of hands
Counts = Mapping[int, Mapping[str, int]]


@dataclass(frozen=True)
class Head:
    """Ballots issued, returned and void; `recounted`: more came back than were issued, and counting again says so."""

    issued: int
    returned: int
    void: int = 0
    recounted: bool = False

    @property
    def valid(self) -> int:
        return self.returned - self.void

    @property
    def overfull(self) -> bool:
        return self.returned > self.issued


@dataclass(frozen=True)
class Faults:
    """`head`: "overfull" or "void" or nothing; `rows`: entry → marks too many (below zero: missing)."""

    head: str
    rows: dict[int, int]

    def __bool__(self) -> bool:
        return bool(self.head or self.rows)


def sheet_faults(head: Head, counts: Counts, entries: Iterable[int], *, hands: bool = False) -> Faults:
    """Marks and blanks of each entry must add up to the valid ballots; hands to no more than those present."""
    if head.void > head.returned:
        return Faults("void", {})
    if head.overfull:  # a void tally: nobody needs its rows
        return Faults("" if head.recounted else "overfull", {})
    off = {entry: sum(counts.get(entry, {}).values()) - head.valid for entry in entries}
    return Faults("", {entry: number for entry, number in off.items() if (number > 0 if hands else number)})


def marks_of(row: Mapping[str, int]) -> dict[str, int]:
    """What was marked, without blanks and zeros."""
    return {option: number for option, number in row.items() if number and option != BLANK}


@dataclass(frozen=True)
class Differences:
    """`head`: whether the numbers of ballots differ; `rows`: entry → options counted differently."""

    head: bool
    rows: dict[int, frozenset[str]]

    def __bool__(self) -> bool:
        return bool(self.head or self.rows)


def differences(first: tuple[Head, Counts], second: tuple[Head, Counts]) -> Differences:
    """Between two sheets; of two void tallies only the heads are compared."""
    (one, counts), (other, others) = first, second
    rows = {}
    for entry in [] if one.overfull and other.overfull else sorted({*counts, *others}):
        here, there = counts.get(entry, {}), others.get(entry, {})
        named = {option for option in {*here, *there} if here.get(option, 0) != there.get(option, 0)}
        if named:
            rows[entry] = frozenset(named)
    return Differences(one != other, rows)


def tally_marks(ballots: Iterable[Mapping[int, str]], entries: Iterable[int]) -> dict[int, dict[str, int]]:
    """Ballots cast with slips, added up: entry → option → ballots."""
    counts: dict[int, dict[str, int]] = {entry: {} for entry in entries}
    for marks in ballots:
        for entry, option in marks.items():
            counts[entry][option] = counts[entry].get(option, 0) + 1
    return counts
