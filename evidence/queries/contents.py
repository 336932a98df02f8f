"""A snapshot put into the order and words of its rulebook, for every screen that shows one."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from evidence.changes import SectionChange
from stars.models import SelfCheck
from stars.rules.book import Category, Dimension, Item


@dataclass(frozen=True)
class StarContent:
    """One star of a snapshot. `checks`: (item, answer in words or "", note) in the book's order;
    `pictures` and `documents`: evidence as in the snapshot, `happened_on` as a date."""

    dimension: Dimension
    content: dict
    checks: tuple[tuple[str, str, str], ...]
    pictures: tuple[dict, ...]
    documents: tuple[dict, ...]
    change: SectionChange | None = None

    @property
    def key(self) -> str:
        return self.dimension.key

    @property
    def changed_checks(self) -> list[tuple[str, str, str]]:
        """(item, answer and note before, answer and note now) of each self-check that changed."""
        items = {item.key: item for item in self.dimension.items}
        changed = self.change.self_checks if self.change else ()
        pairs = ((items[key], old, new) for key, old, new in changed if key in items)
        return [(item.text, one_line(item, old), one_line(item, new)) for item, old, new in pairs]


def star_contents(
    table: Category, content: dict, changes: Mapping[str, SectionChange] | None = None
) -> tuple[StarContent, ...]:
    """The stars of a snapshot in the book's order, each with its change where one is given."""
    sections = content["sections"]
    found = (dimension for dimension in table.dimensions if dimension.key in sections)
    return tuple(star_content(d, sections[d.key], (changes or {}).get(d.key)) for d in found)


def star_content(dimension: Dimension, section: dict, change: SectionChange | None) -> StarContent:
    evidence = [readable(row) for row in section["evidence"]]
    return StarContent(
        dimension=dimension,
        content=section,
        checks=tuple(check_words(item, section["self_checks"].get(item.key)) for item in dimension.items),
        pictures=tuple(row for row in evidence if row["media_type"].startswith("image/")),
        documents=tuple(row for row in evidence if not row["media_type"].startswith("image/")),
        change=change,
    )


def readable(evidence: dict) -> dict:
    day = evidence["happened_on"]
    return evidence | {"happened_on": datetime.date.fromisoformat(day) if day else None}


def one_line(item: Item, check: dict | None) -> str:
    _text, answer, note = check_words(item, check)
    return " · ".join(filter(None, (answer, note)))


def check_words(item: Item, check: dict | None) -> tuple[str, str, str]:
    answer = str(SelfCheck.Answer(check["answer"]).label) if check else ""
    return item.text, answer, check["note"] if check else ""
