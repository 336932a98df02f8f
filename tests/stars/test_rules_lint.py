"""What the linter finds, in the shipped books and in bad ones."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from stars.lint_words import WORDS, in_words, told_finding
from stars.rules import lint
from stars.rules.book import Item
from stars.rules.lint import check, errors
from stars.rules.loader import available_books, load_book, parse_book

BOOK = """key: own
title: "本村办法"
issuer: "甲镇乙丙村党支部"
period: year
categories:
  - key: household
    title: "群众"
    sources:
      - {key: meeting, title: "测评", weight: 0.8}
      - {key: panel, title: "小组", weight: 0.2}
    ballot:
      - {key: good, title: "好", points: 95}
      - {key: none, title: "不评", points: 60}
    posting_days: 15
    dimensions:
      - {key: one, title: "一", points: 60}
      - {key: two, title: "二", points: 40}
    levels:
      - {level: 2, lower: 90}
      - {level: 1, lower: 80, upper: 90}
"""


def codes(text):
    return {one.code for one in check(parse_book(text, "own.yaml"))}


def test_book_in_order_has_no_finding():
    assert codes(BOOK) == set()


BAD = [
    ("upper: 90}", "upper: 91}", "error", "thresholds_overlap"),
    ("upper: 90}", "upper: 89}", "error", "thresholds_gap"),
    ("lower: 90}", "lower: 80}", "error", "thresholds_overlap"),
    ("lower: 90}", "lower: 90, upper: 95}", "error", "top_level_ends"),
    ("lower: 90}", "lower: 101}", "error", "threshold_out_of_range"),
    ("lower: 80,", "lower: -1,", "error", "threshold_out_of_range"),
    ("level: 2,", "level: 3,", "error", "levels_not_in_a_row"),
    ("points: 60}\n      - {key: two", "points: -60}\n      - {key: two", "error", "points_negative"),
    ("points: 60}\n      - {key: two", "points: 50}\n      - {key: two", "warning", "table_total"),
    ("weight: 0.2", "weight: 0.3", "error", "weights_not_100"),
    ("weight: 0.2", "weight: 0.1", "warning", "weights_not_100"),
    ("weight: 0.2", "weight: 1.2", "error", "weight_out_of_range"),
    ('title: "小组", weight: 0.2', 'title: "小组"', "warning", "weights_not_100"),
    ("points: 95", "points: 101", "error", "ballot_out_of_range"),
    ("points: 95", "points: -1", "error", "ballot_out_of_range"),
    ("posting_days: 15", "posting_days: -1", "error", "posting_days_negative"),
    ("posting_days: 15", "posting_days: 0", "hint", "posting_days_not_stated"),
    ("posting_days: 15", "quotas: [{level: 2, share: 1.5, kind: cap}]", "error", "share_out_of_range"),
    ("posting_days: 15", "quotas: [{level: 3, share: 0.5, kind: cap}]", "error", "level_unknown"),
    ("posting_days: 15", "goals: [{level: 2, share: -0.5}]", "error", "share_out_of_range"),
    ("posting_days: 15", "lifetime_level: 5", "error", "level_unknown"),
    ("posting_days: 15", "hand_vote_level: 0", "error", "level_unknown"),
    (
        "posting_days: 15",
        "quotas: [{level: 2, share: 0.5, kind: cap}, {level: 2, share: 0.4, kind: about}]",
        "error",
        "quota_twice",
    ),
    (
        "posting_days: 15",
        'benefits: [{key: a, text: "体检", level: 2, months: 0}]',
        "error",
        "months_out_of_range",
    ),
    (
        "posting_days: 15",
        'grounds: [{clause: "8", text: "越级上访", concerns: conduct}]',
        "warning",
        "ground_punishes",
    ),
    (
        "posting_days: 15",
        'grounds: [{clause: "8", text: "甲", concerns: crime}, {clause: "8", text: "乙", concerns: crime}]',
        "error",
        "clause_twice",
    ),
    (
        "points: 40}",
        'points: 40, items: [{key: a, text: "丁戊村评定领导小组", points: 40}]}',
        "warning",
        "other_village_named",
    ),
]


@pytest.mark.parametrize(("old", "new", "severity", "code"), BAD)
def test_bad_book_has_the_finding(old, new, severity, code):
    book = BOOK.replace(old, new)

    assert book != BOOK
    assert (severity, code) in {(one.severity, one.code) for one in check(parse_book(book, "own.yaml"))}


@pytest.mark.parametrize(
    ("name", "code"),
    [("levels", "levels_missing"), ("sources", "sources_not_stated"), ("ballot", "ballot_missing")],
)
def test_category_without_a_part_has_the_finding(name, code):
    book = parse_book(BOOK, "own.yaml")
    bare = replace(book, categories={"household": replace(book.categories["household"], **{name: ()})})

    assert code in {one.code for one in check(bare)}


def test_book_made_on_screen_is_checked_for_keys_that_a_file_could_not_hold():
    book = parse_book(BOOK, "own.yaml")
    household = book.categories["household"]
    item = Item(key="same", text="甲", points=Decimal(30))
    twice = replace(
        household,
        ballot=household.ballot * 2,
        dimensions=tuple(replace(one, items=(item,)) for one in household.dimensions),
    )

    found = {one.code for one in errors(replace(book, categories={"household": twice}))}

    assert found == {"ballot_option_twice", "item_twice"}
    assert {one.code for one in errors(replace(book, categories={}))} == {"no_category"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("不越级上访", "item_punishes"),
        ("无集体上访", "item_punishes"),
        ("越级上访扣 5 分", "item_punishes"),
        ("没有投诉举报", "item_punishes"),
        ("不乱说话、不乱评议", "item_punishes"),
        ("不参与封建迷信活动", "item_punishes"),
        ("未违反计划生育政策", "item_punishes"),
        ("接待信访群众，按期答复", "item_speaks_of"),
        ("不积压信访件", "item_speaks_of"),
        ("不打击报复举报人", "item_speaks_of"),
        ("参加民主评议，无记名评议干部", None),
        ("走村入户，听取意见", None),
    ],
)
def test_item_may_not_punish_and_is_looked_at_where_it_speaks_of_it(text, code):
    book = BOOK.replace("points: 40}", f'points: 40, items: [{{key: a, text: "{text}", points: 40}}]}}')

    assert [one for one in codes(book) if one.startswith("item_")] == ([code] if code else [])


def every_finding():
    """Of the shipped books and the bad ones, one a code."""
    books = [load_book(key) for key in available_books()]
    books += [parse_book(BOOK.replace(old, new), "own.yaml") for old, new, _severity, _code in BAD]
    return {one.code: one for book in books for one in check(book)}.values()


def test_every_finding_is_told_in_chinese_with_all_its_numbers():
    assert len(every_finding()) > 30
    for finding in every_finding():
        told = told_finding(finding)
        assert any("\u4e00" <= letter <= "\u9fff" for letter in told), finding
        assert "%(" not in told
        assert [name for name, value in finding.numbers.items() if in_words(name, value) not in told] == []


def test_every_code_of_the_linter_has_words():
    code = "".join(path.read_text(encoding="utf-8") for path in Path(lint.__file__).parent.glob("lint*.py"))
    named = set(re.findall(r'Finding\(\s*"([a-z_0-9]+)"', code))

    assert len(named) > 25
    assert named - set(WORDS) == set()
