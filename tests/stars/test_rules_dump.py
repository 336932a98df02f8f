"""Rulebooks written as YAML: read back they are the same, and what was not changed keeps its bytes."""

from dataclasses import MISSING, fields, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stars.rules.book import Book, Category, Dimension, FigureSpec, Item
from stars.rules.dump import dump_book, edited
from stars.rules.errors import BookError
from stars.rules.loader import available_books, book_source, load_book, parse_book
from stars.rules.terms import Articles, BallotOption, Benefit, Goal, Ground, Level, Quota, Source, Target

# Every letter but those that a rulebook refuses; words that YAML reads otherwise are tried on purpose.
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12) | st.sampled_from(
    [
        "yes",
        "null",
        "8.1",
        "0x1F",
        "- a",
        "{a: b}",
        "a #b",
        "'",
        '"',
        "\\",
        "甲\n乙",
        "\ufeff",
        "甲 \u2028 乙",
        "\ufffe",
        "2024-01-01",
    ]
)
NUMBER = st.decimals(-999, 999, places=3) | st.sampled_from(
    [Decimal("0.10"), Decimal("100"), Decimal("1E+2")]
)
MAYBE, WHOLE = st.none() | TEXT, st.integers(-999, 999)


def made(kind, /, **more):
    """`kind` with any text in its texts, unless something else is said."""
    texts = {field.name: TEXT for field in fields(kind) if field.type is str and field.default is MISSING}
    return st.builds(kind, **(texts | more))


def rows(kind, /, **more):
    """Some of them; where they have a key, each another one."""
    keyed = any(field.name == "key" for field in fields(kind))
    unique_by = (lambda one: one.key) if keyed else None
    return st.lists(made(kind, **more), max_size=2, unique_by=unique_by).map(tuple)


def some(strategy):
    return st.lists(strategy, max_size=2).map(tuple)


CATEGORY = made(
    Category,
    key=st.just("household"),
    award=st.sampled_from(["level", "stars"]),
    dimensions=rows(
        Dimension,
        points=st.none() | NUMBER,
        release=st.sampled_from(["normal", "second_person"]),
        items=rows(
            Item,
            points=st.none() | NUMBER,
            article=MAYBE,
            reading=st.booleans(),
            evidence=some(st.just("photo")),
        ),
        figures=rows(FigureSpec, words=some(TEXT)),
    ),
    levels=rows(Level, lower=NUMBER, upper=st.none() | NUMBER, level=WHOLE),
    sources=rows(Source, weight=st.none() | NUMBER),
    ballot=rows(BallotOption, points=NUMBER),
    meetings=some(st.sampled_from(["branch", "group"])),
    quotas=rows(Quota, share=NUMBER, kind=st.sampled_from(["cap", "about"]), level=WHOLE),
    goals=rows(Goal, share=NUMBER, level=WHOLE, years=st.none() | WHOLE),
    grounds=rows(Ground, concerns=st.just("crime")),
    benefits=rows(Benefit, level=WHOLE, months=st.none() | WHOLE, unlogged=st.booleans()),
    step_rule=st.none() | st.just("one_level_up"),
    lifetime_level=st.none() | WHOLE,
    posting_days=WHOLE,
    posting_unit=st.sampled_from(["calendar", "working"]),
    readings=some(TEXT),
    articles=st.builds(Articles, levels=MAYBE, points=MAYBE),
    target=st.none() | made(Target, kinds=st.just(("keep",)), approved=st.booleans(), posted=st.booleans()),
)
CATEGORIES = st.lists(CATEGORY, max_size=1).map(lambda found: {one.key: one for one in found})
BOOKS = made(Book, period=st.sampled_from(["year", "half_year"]), note=TEXT, categories=CATEGORIES)


@given(BOOKS)
@settings(max_examples=200, deadline=None)
def test_any_book_is_read_back_as_it_was_written(book):
    assert parse_book(dump_book(book), "own.yaml") == book


@pytest.mark.parametrize("key", available_books())
def test_shipped_book_is_read_back_as_it_was_written(key):
    book = load_book(key)

    assert parse_book(dump_book(book), "own.yaml") == book
    assert dump_book(parse_book(dump_book(book), "own.yaml")) == dump_book(book)


@pytest.mark.parametrize("key", available_books())
def test_unchanged_book_keeps_its_bytes(key):
    source = book_source(key)

    assert edited(source, lambda book: replace(book, title="" + book.title)) == source
    assert edited(source.replace("\n", "\r\n"), lambda book: book) == source.replace("\n", "\r\n")


def test_changed_book_is_written_with_the_change_and_nothing_else():
    def shorter(book):
        cadre = replace(book.categories["cadre"], posting_days=7, posting_unit="working")
        return replace(book, categories={**book.categories, "cadre": cadre})

    text = edited(book_source("daan"), shorter)

    assert parse_book(text, "own.yaml") == shorter(load_book("daan"))
    assert "    posting_days: 7\n    posting_unit: working\n" in text


def test_written_book_is_readable():
    lines = dump_book(load_book("daan")).splitlines()

    assert lines[:2] == ["key: daan", 'title: "良村镇大安村党员干部群众“五带头”星级化管理办法（试行）"']
    assert "      - {level: 4, lower: 85, upper: 90}" in lines
    assert '    articles: {levels: "6", sources: "7.4"' in "\n".join(lines)


def test_change_of_a_text_that_is_no_book_is_refused():
    with pytest.raises(BookError):
        edited("key: x", lambda book: book)
