"""The written schema of a rulebook file: for each kind of mapping its keys and how each is read.

A key not named here is refused.
"""

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from typing import Any

from stars.rules.book import (
    Articles,
    Benefit,
    Book,
    Category,
    Clause,
    Dimension,
    FigureSpec,
    Goal,
    Ground,
    Item,
    Level,
    NotCarried,
    Quota,
    Source,
    Target,
)
from stars.rules.errors import BookError
from stars.rules.yaml_tree import Value

Reader = Callable[[Value, str, str], Any]


def text(value: Value, file: str, key: str) -> str:
    if value.tag != "str":
        raise BookError(file, value.line, key, "text is expected; put it in quotes")
    return str(value.data)


def number(value: Value, file: str, key: str) -> Decimal:
    try:
        if value.tag not in ("int", "float"):
            raise InvalidOperation
        return Decimal(value.data)
    except InvalidOperation as error:
        raise BookError(file, value.line, key, "a number is expected") from error


def whole(value: Value, file: str, key: str) -> int:
    if value.tag != "int":
        raise BookError(file, value.line, key, "a whole number is expected")
    return int(value.data)


def flag(value: Value, file: str, key: str) -> bool:
    if value.tag != "bool":
        raise BookError(file, value.line, key, "true or false is expected")
    return str(value.data).lower() in ("true", "yes", "on")


def one_of(*allowed: str) -> Reader:
    def read(value: Value, file: str, key: str) -> str:
        if value.data not in allowed:
            raise BookError(file, value.line, key, f"one of {', '.join(allowed)} is expected")
        return str(value.data)

    return read


def list_of(reader: Reader) -> Reader:
    def read(value: Value, file: str, key: str) -> tuple[Any, ...]:
        if value.tag != "seq":
            raise BookError(file, value.line, key, "a list is expected")
        return tuple(reader(child, file, key) for child in value.data)

    return read


def keyed(reader: Reader) -> Reader:
    """A list of things with a `key`; the same key twice is refused."""

    def read(value: Value, file: str, key: str) -> tuple[Any, ...]:
        found: tuple[Any, ...] = list_of(reader)(value, file, key)
        seen: set[str] = set()
        for child, made in zip(value.data, found, strict=True):
            if made.key in seen:
                raise BookError(file, child.line, made.key, "this key is used twice in its list")
            seen.add(made.key)
        return found

    return read


def mapping(make: Callable[..., Any], **keys: Reader) -> Reader:
    """A mapping whose keys are `keys`; a trailing underscore in a name marks a required key."""
    readers = {name.rstrip("_"): reader for name, reader in keys.items()}
    required = [name[:-1] for name in keys if name.endswith("_")]

    def read(value: Value, file: str, key: str) -> Any:
        if value.tag != "map":
            raise BookError(file, value.line, key, "a mapping is expected")
        for name, child in value.data.items():
            if name not in readers:
                raise BookError(file, child.line, name, "this key is not known here")
        for name in required:
            if name not in value.data:
                raise BookError(file, value.line, name, "this key is missing")
        return make(**{n: readers[n](child, file, n) for n, child in value.data.items()})

    return read


FIGURE = mapping(FigureSpec, key_=text, label_=text, unit_=text, words=list_of(text))
ITEM = mapping(
    Item,
    key_=text,
    text_=text,
    points=number,
    evidence=list_of(one_of("photo", "record", "document", "figure")),
    article=text,
    not_applicable=flag,
    reading=flag,
)
DIMENSION = mapping(
    Dimension,
    key_=text,
    title_=text,
    points=number,
    article=text,
    release=one_of("normal", "second_person"),
    items=keyed(ITEM),
    figures=keyed(FIGURE),
    misfit=flag,
)
LEVEL = mapping(Level, level_=whole, lower_=number, upper=number)
SOURCE = mapping(Source, key_=text, title_=text, weight=number)
QUOTA = mapping(Quota, level_=whole, share_=number, kind_=one_of("cap", "about"), article=text, reading=flag)
GOAL = mapping(Goal, level_=whole, share_=number, years=whole, article=text)
CONCERNS = one_of("petition", "speech", "belief", "family_planning", "crime", "health", "conduct", "dues")
GROUND = mapping(Ground, clause_=text, text_=text, concerns_=CONCERNS, period_missing=flag)
NOT_CARRIED = mapping(NotCarried, article_=text, why_=CONCERNS, text_=text)
CLAUSE = mapping(Clause, article_=text, text_=text)
TARGET = mapping(
    Target, kinds_=list_of(one_of("promote", "keep")), approved_=flag, posted_=flag, article=text
)
ARTICLES = mapping(Articles, **dict.fromkeys((field.name for field in fields(Articles)), text))
BENEFIT = mapping(
    Benefit,
    key_=text,
    text_=text,
    level_=whole,
    provider=text,
    months=whole,
    article=text,
    family=flag,
    settled_by_law=flag,
    years_in_a_row=whole,
)
CATEGORY = mapping(
    Category,
    key_=text,
    title_=text,
    award=one_of("level", "stars"),
    dimensions_=keyed(DIMENSION),
    levels=list_of(LEVEL),
    sources=keyed(SOURCE),
    quotas=list_of(QUOTA),
    goals=list_of(GOAL),
    grounds=list_of(GROUND),
    benefits=keyed(BENEFIT),
    step_rule=one_of("one_level_up"),
    lifetime_level=whole,
    hand_vote_level=whole,
    posting_days=whole,
    readings=list_of(text),
    articles=ARTICLES,
    not_carried=list_of(NOT_CARRIED),
    target=TARGET,
    applies_himself=flag,
)


def make_book(categories: tuple[Category, ...], **more: Any) -> Book:
    return Book(categories={category.key: category for category in categories}, **more)


BOOK = mapping(
    make_book,
    key_=text,
    title_=text,
    issuer_=text,
    period_=one_of("year", "half_year"),
    note=text,
    readings=list_of(text),
    clauses=list_of(CLAUSE),
    categories_=keyed(CATEGORY),
)
