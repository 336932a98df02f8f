"""The written schema of a rulebook file: for each kind of mapping its keys and how each is read.

A key not named here is refused.
"""

from dataclasses import fields
from typing import Any

from stars.rules.book import Book, Category, Dimension, FigureSpec, Item
from stars.rules.readers import flag, keyed, list_of, mapping, number, one_of, text, whole
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
BALLOT_OPTION = mapping(BallotOption, key_=text, title_=text, points_=number)
MEETING = one_of("representatives", "members", "branch", "group")
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
    unlogged=flag,
)
CATEGORY = mapping(
    Category,
    key_=text,
    title_=text,
    award=one_of("level", "stars"),
    dimensions_=keyed(DIMENSION),
    levels=list_of(LEVEL),
    sources=keyed(SOURCE),
    ballot=keyed(BALLOT_OPTION),
    meetings=list_of(MEETING),
    quotas=list_of(QUOTA),
    goals=list_of(GOAL),
    grounds=list_of(GROUND),
    benefits=keyed(BENEFIT),
    step_rule=one_of("one_level_up"),
    lifetime_level=whole,
    hand_vote_level=whole,
    posting_days=whole,
    posting_unit=one_of("calendar", "working"),
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
