"""What a newer rulebook changed, as data: every difference is one change, and equal books have none."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from stars.rules.book import Book, Category, Dimension, FigureSpec, Item
from stars.rules.terms import (
    Articles,
    BallotOption,
    Benefit,
    Clause,
    Goal,
    Ground,
    Level,
    NotCarried,
    Quota,
    Source,
    Target,
)

NOUNS: dict[type, str] = {
    Book: "book",
    Category: "category",
    Dimension: "dimension",
    Item: "item",
    FigureSpec: "figure",
    Level: "level",
    Source: "source",
    BallotOption: "ballot_option",
    Quota: "quota",
    Goal: "goal",
    Ground: "ground",
    NotCarried: "not_carried",
    Clause: "clause",
    Benefit: "benefit",
    Articles: "articles",
    Target: "target",
}
# By what a row is known again, tried in this order; what has none of them is known by all that it says.
NAMES = ("key", "clause", "level")
Name = tuple[str, int]


@dataclass(frozen=True)
class Change:
    """`code`: a noun with added, removed, order, or the name of what changed (quota_share). `place`: keys down to the
    row; `titles`: the same as the book calls it (a level by its number); `before`, `after`: a value, a row, or None."""

    code: str
    place: str
    titles: tuple[str, ...]
    before: Any = None
    after: Any = None


@dataclass(frozen=True)
class Place:
    keys: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    def inside(self, name: Name, row: Any) -> "Place":
        key = name[0] if name[1] == 1 else f"{name[0]}#{name[1]}"
        return Place((*self.keys, key), (*self.titles, told_by(row) or name[0]))

    def change(self, code: str, before: Any = None, after: Any = None) -> Change:
        return Change(code, ".".join(self.keys), self.titles, before, after)


def book_changes(old: Book, new: Book) -> list[Change]:
    """In the order of the book."""
    return list(compare(old, new, Place()))


def compare(old: Any, new: Any, place: Place) -> Iterator[Change]:
    noun = NOUNS[type(new)]
    for field in fields(new):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before == after:
            continue
        if isinstance(after, Mapping):
            before, after = tuple(before.values()), tuple(after.values())
        if are_rows(before) or are_rows(after):
            yield from compare_rows(before, after, place)
        elif is_dataclass(before) and is_dataclass(after):
            yield from compare(before, after, place)
        elif is_dataclass(before) or is_dataclass(after):
            row = before if after is None else after
            verb = "removed" if after is None else "added"
            yield place.change(f"{NOUNS[type(row)]}_{verb}", before, after)
        else:
            yield place.change(f"{noun}_{field.name}", before, after)


def are_rows(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and is_dataclass(value[0])


def compare_rows(old: Sequence[Any], new: Sequence[Any], place: Place) -> Iterator[Change]:
    noun = NOUNS[type((*new, *old)[0])]
    before, after = named(old), named(new)
    for name, row in before.items():
        if name not in after:
            yield place.inside(name, row).change(f"{noun}_removed", before=row)
    for name, row in after.items():
        if name not in before:
            yield place.inside(name, row).change(f"{noun}_added", after=row)
        elif row != before[name]:
            yield from compare(before[name], row, place.inside(name, row))
    was, now = [name for name in before if name in after], [name for name in after if name in before]
    if was != now:
        yield place.change(f"{noun}_order", titles(was, before), titles(now, after))


def titles(names: Sequence[Name], rows: Mapping[Name, Any]) -> tuple[str, ...]:
    return tuple(told_by(rows[name]) or name[0] for name in names)


def told_by(row: Any) -> str | None:
    """What the book itself calls a row."""
    return getattr(row, "title", None) or getattr(row, "label", None) or getattr(row, "text", None)


def named(rows: Sequence[Any]) -> dict[Name, Any]:
    """Rows by their name, and the how manieth of that name they are."""
    seen: Counter[str] = Counter()
    found = {}
    for row in rows:
        name = name_of(row)
        seen[name] += 1
        found[name, seen[name]] = row
    return found


def name_of(row: Any) -> str:
    for attribute in NAMES:
        if hasattr(row, attribute):
            return str(getattr(row, attribute))
    return "/".join(str(getattr(row, field.name)) for field in fields(row))
