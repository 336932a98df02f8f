"""What a newer rulebook changed, in words: one sentence a change."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from stars.change_terms import CODED, FIELDS, LEVELS, NAMED_BY, NOUNS, VALUES
from stars.rules.changes import Change
from stars.rules.findings import percent
from stars.words import level_words

VERBS = ("added", "removed", "order")


def told_changes(changes: Sequence[Change]) -> list[str]:
    """ "What changed" of a newer version; one sentence where the rules are the same."""
    return [told_change(one) for one in changes] or [_("No rule changed; only the writing of the file did.")]


def told_change(change: Change) -> str:
    noun, name = split(change.code)
    if name not in VERBS:
        numbers = {"place": place(noun, change.titles), "noun": NOUNS[noun], "field": FIELDS[name]}
        numbers |= {"before": in_words(name, change.before), "after": in_words(name, change.after)}
        return _("%(place)s (%(noun)s): %(field)s was “%(before)s”, is now “%(after)s”.") % numbers
    if name == "order":
        numbers = {"place": place("", change.titles), "noun": NOUNS[noun], "after": "、".join(change.after)}
        return _("%(place)s: the order of %(noun)s is now %(after)s.") % numbers
    row = change.after if name == "added" else change.before
    outside = change.titles if noun == "target" else change.titles[:-1]
    numbers = {"place": place("", outside), "noun": NOUNS[noun], "row": described(row)}
    if name == "added":
        return _("%(place)s: %(noun)s added: %(row)s.") % numbers
    return _("%(place)s: %(noun)s taken out: %(row)s.") % numbers


def split(code: str) -> tuple[str, str]:
    """The noun of a code and what follows it; nouns have underscores too."""
    noun = max((noun for noun in NOUNS if code.startswith(f"{noun}_")), key=len)
    return noun, code.removeprefix(f"{noun}_")


def place(noun: str, titles: Sequence[str]) -> str:
    """The path; a level, which has a number for a title, by its stars."""
    if not titles:
        return _("The rulebook")
    *above, last = titles
    named = level_words(int(last)) if noun in ("level", "quota", "goal") else last
    return " · ".join([*above, named])


def in_words(name: str, value: Any) -> str:
    """A value as a reader says it."""
    if value is None or value in ("", ()):
        return _("not stated")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return "、".join(in_words(name, one) for one in value)
    if name in ("share", "weight"):
        return f"{percent(value)}%"
    if name in LEVELS:
        return level_words(value)
    if name in CODED:
        return str(VALUES.get(value, value))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def described(row: Any) -> str:
    """What a row says of itself, and its values in brackets."""
    head = next((getattr(row, name) for name in ("title", "label", "text") if hasattr(row, name)), "")
    more = "，".join(values(row))
    return f"{head}（{more}）" if head and more else head or more


def values(row: Any) -> Iterator[str]:
    """What is not at its default, without the rows inside it."""
    for field in fields(row):
        value = getattr(row, field.name)
        rows = isinstance(value, tuple) and bool(value) and is_dataclass(value[0])
        if field.name in NAMED_BY or value == field.default or rows or is_dataclass(value) or value == ():
            continue
        yield f"{FIELDS[field.name]} {in_words(field.name, value)}"
