"""A rulebook as canonical YAML: what is read back is the same book, and an unchanged book keeps its very bytes.

Keys stand in the order of the dataclasses; what is at its default is left out.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from decimal import Decimal
from typing import Any

from stars.rules.book import Book, Category, Dimension
from stars.rules.loader import parse_book

BLOCKS = (Book, Category, Dimension)
# The schema wants these keys even where their list is empty.
ALWAYS = frozenset({"categories", "dimensions"})
WORD = re.compile(r"[a-z][a-z0-9_.]*")
# YAML reads these bare words as something else than text.
RESERVED = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
# YAML breaks lines at these, or refuses them unescaped.
ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def dump_book(book: Book) -> str:
    """`parse_book(dump_book(book), …) == book` for every book that the schema can hold."""
    return "\n".join(block(book, "")) + "\n"


def edited(source: str, change: Callable[[Book], Book]) -> str:
    """`source` with a change of its book; the very same text where the change changes nothing. Raises BookError."""
    before = parse_book(source, "source.yaml")
    after = change(before)
    return source if after == before else dump_book(after)


def block(value: Any, indent: str) -> Iterator[str]:
    """One key a line; lists of rows one row a line."""
    for name, found in filled(value):
        if not isinstance(found, tuple) or not found or isinstance(found[0], str):
            yield f"{indent}{name}: {flow(found)}"
            continue
        yield f"{indent}{name}:"
        for row in found:
            yield from entry(row, f"{indent}  ")


def entry(row: Any, indent: str) -> Iterator[str]:
    """A row of a list: in one line, unless it holds lists of rows itself."""
    if not isinstance(row, BLOCKS):
        yield f"{indent}- {flow(row)}"
        return
    first, *more = block(row, f"{indent}  ")
    yield f"{indent}- {first.lstrip()}"
    yield from more


def filled(value: Any) -> Iterator[tuple[str, Any]]:
    """Names and values that are not at their default."""
    for field in fields(value):
        found = getattr(value, field.name)
        if isinstance(found, Mapping):
            found = tuple(found.values())
        if field.name in ALWAYS or not is_default(field, found):
            yield field.name, found


def is_default(field: "Field[Any]", found: Any) -> bool:
    if field.default_factory is not MISSING:
        return bool(found == field.default_factory())
    return field.default is not MISSING and bool(found == field.default)


def flow(value: Any) -> str:
    """In one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(flow, value))}]"
    return f"{{{', '.join(f'{name}: {flow(found)}' for name, found in filled(value))}}}"


def scalar(text: str) -> str:
    """Bare where YAML reads a plain word, else in double quotes."""
    if WORD.fullmatch(text) and text not in RESERVED:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
