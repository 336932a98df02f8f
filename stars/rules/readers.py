"""How the values of a rulebook file are read: each reader takes a value of the tree and refuses what does not fit."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from stars.rules.errors import BookError
from stars.rules.yaml_tree import Value

Reader = Callable[[Value, str, str], Any]

# As people write numbers: YAML's octal, hexadecimal, base 60 and exponents would be read as something else, or never end.
NUMBER = re.compile(r"-?(0|[1-9]\d{0,8})(\.\d{1,9})?")
WHOLE = re.compile(r"-?(0|[1-9]\d{0,8})")


def text(value: Value, file: str, key: str) -> str:
    if value.tag != "str":
        raise BookError(file, value.line, key, "text_expected")
    found = str(value.data)
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in found):
        raise BookError(file, value.line, key, "unprintable")
    return found


def number(value: Value, file: str, key: str) -> Decimal:
    if value.tag not in ("int", "float") or not NUMBER.fullmatch(value.data):
        raise BookError(file, value.line, key, "number_expected")
    return Decimal(value.data)


def whole(value: Value, file: str, key: str) -> int:
    if value.tag != "int" or not WHOLE.fullmatch(value.data):
        raise BookError(file, value.line, key, "whole_expected")
    return int(value.data)


def flag(value: Value, file: str, key: str) -> bool:
    if value.tag != "bool":
        raise BookError(file, value.line, key, "flag_expected")
    return str(value.data).lower() in ("true", "yes", "on")


def one_of(*allowed: str) -> Reader:
    def read(value: Value, file: str, key: str) -> str:
        if value.data not in allowed:
            raise BookError(file, value.line, key, "one_of_expected", ", ".join(allowed))
        return str(value.data)

    return read


def list_of(reader: Reader) -> Reader:
    def read(value: Value, file: str, key: str) -> tuple[Any, ...]:
        if value.tag != "seq":
            raise BookError(file, value.line, key, "list_expected")
        return tuple(reader(child, file, key) for child in value.data)

    return read


def keyed(reader: Reader) -> Reader:
    """A list of things with a `key`; the same key twice is refused."""

    def read(value: Value, file: str, key: str) -> tuple[Any, ...]:
        found: tuple[Any, ...] = list_of(reader)(value, file, key)
        seen: set[str] = set()
        for child, made in zip(value.data, found, strict=True):
            if made.key in seen:
                raise BookError(file, child.line, made.key, "same_key_twice")
            seen.add(made.key)
        return found

    return read


def mapping(make: Callable[..., Any], **keys: Reader) -> Reader:
    """A mapping whose keys are `keys`; a trailing underscore in a name marks a required key."""
    readers = {name.rstrip("_"): reader for name, reader in keys.items()}
    required = [name[:-1] for name in keys if name.endswith("_")]

    def read(value: Value, file: str, key: str) -> Any:
        if value.tag != "map":
            raise BookError(file, value.line, key, "mapping_expected")
        for name, child in value.data.items():
            if name not in readers:
                raise BookError(file, child.key_line, name, "unknown_key", ", ".join(readers))
        for name in required:
            if name not in value.data:
                raise BookError(file, value.line, name, "key_missing")
        return make(**{n: readers[n](child, file, n) for n, child in value.data.items()})

    return read
