"""What a newer version of a rulebook changed: as data, and in words."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stars.change_terms import FIELDS, NOUNS
from stars.change_words import told_change, told_changes
from stars.rules import changes
from stars.rules.book import Category
from stars.rules.changes import book_changes
from stars.rules.loader import available_books, book_source, load_book, parse_book
from tests.stars.test_rules_dump import CATEGORY

DAAN, DASHUI = book_source("daan"), load_book("dashui")


def changed(old, new, source=DAAN, times=1):
    """(code, place, before, after) of the book in which `old` became `new`."""
    assert old in source
    found = book_changes(parse_book(source, "old"), parse_book(source.replace(old, new, times), "new"))
    return [(one.code, one.place, one.before, one.after) for one in found]


@pytest.mark.parametrize("key", available_books())
def test_same_book_has_no_change(key):
    assert book_changes(load_book(key), load_book(key)) == []


@given(CATEGORY, CATEGORY, st.sets(st.sampled_from([field.name for field in fields(Category)]), max_size=2))
@settings(max_examples=60, deadline=None)
def test_books_have_changes_exactly_when_they_differ(one, other, names):
    """Two categories that differ in a few things only: none of them is missed."""
    mixed = replace(one, **{name: getattr(other, name) for name in names})
    old, new = (
        replace(DASHUI, categories={"household": one}),
        replace(DASHUI, categories={"household": mixed}),
    )

    found = book_changes(old, new)

    assert (found == []) == (old == new)
    for name in names:
        assert getattr(one, name) == getattr(other, name) or found != []
    assert all(told_change(change) for change in found)


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "before", "after"),
    [
        ("（试行）", "", "book_title", "", None, None),
        ("period: half_year", "period: year", "book_period", "", "half_year", "year"),
        ("lower: 90}", "lower: 92}", "level_lower", "cadre.5", Decimal(90), Decimal(92)),
        ("weight: 0.8", "weight: 0.7", "source_weight", "cadre.meeting", Decimal("0.8"), Decimal("0.7")),
        ("share: 0.05", "share: 0.10", "quota_share", "cadre.5", Decimal("0.05"), Decimal("0.10")),
        ("kind: about", "kind: cap", "quota_kind", "cadre.4", "about", "cap"),
        ("share: 0.70", "share: 0.15", "goal_share", "cadre.4", Decimal("0.70"), Decimal("0.15")),
        ("    step_rule: one_level_up\n", "", "category_step_rule", "cadre", "one_level_up", None),
        ("    hand_vote_level: 5\n", "", "category_hand_vote_level", "household", 5, None),
        ("posting_days: 15", "posting_days: 7", "category_posting_days", "cadre", 15, 7),
        ("points: 95", "points: 94", "ballot_option_points", "cadre.l5", Decimal(95), Decimal(94)),
        ("points: 10", "points: 9", "item_points", "cadre.loyal.loyal.policy", Decimal(10), Decimal(9)),
        ("points: 20", "points: 10", "dimension_points", "cadre.loyal", Decimal(20), Decimal(10)),
        ("months: 6", "months: 12", "benefit_months", "cadre.commendation", 6, 12),
        ("打架斗殴", "斗殴", "ground_text", "cadre.8.4", "打架斗殴", "斗殴"),
        ("approved: false", "approved: true", "target_approved", "cadre", False, True),
        ('levels: "6"', 'levels: "7"', "articles_levels", "cadre", "6", "7"),
        ("meetings: [group]", "meetings: []", "category_meetings", "household", ("group",), ()),
    ],
)
def test_changed_value_is_told_with_before_and_after(old, new, code, place, before, after):
    found = changed(old, new)

    assert [one[:2] for one in found] == [(code, place)]
    assert (before, after) == (None, None) or found[0][2:] == (before, after)


def test_row_that_came_or_went_is_told():
    row = '      - {clause: "8.2", text: "涉嫌黄赌毒", concerns: conduct}\n'
    ground = load_book("daan").categories["cadre"].grounds[1]

    assert changed(row, "") == [("ground_removed", "cadre.8.2", ground, None)]
    without = DAAN.replace(row, "", 1)
    found = book_changes(parse_book(without, "old"), load_book("daan"))
    assert [(one.code, one.before, one.after) for one in found] == [("ground_added", None, ground)]


def test_category_that_went_is_one_change():
    book = load_book("daan")
    less = replace(book, categories={"cadre": book.categories["cadre"]})

    assert [(one.code, one.place, one.titles) for one in book_changes(book, less)] == [
        ("category_removed", "household", ("群众",))
    ]


def test_lifetime_rule_that_went_is_told():
    assert changed("    lifetime_level: 5\n", "", book_source("dashui")) == [
        ("category_lifetime_level", "cadre", 5, None)
    ]


def test_order_alone_is_a_change():
    book = load_book("shimen")
    member = book.categories["member"]
    turned = replace(member, dimensions=member.dimensions[::-1])

    found = book_changes(book, replace(book, categories={**book.categories, "member": turned}))

    assert [(one.code, one.place) for one in found] == [("dimension_order", "member")]
    assert found[0].before == found[0].after[::-1]


def told(old, new, source=DAAN):
    return told_changes(
        book_changes(parse_book(source, "old"), parse_book(source.replace(old, new, 1), "new"))
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("share: 0.05", "share: 0.10", "党员干部 · 五星（允许的比例）：比例由“5%”改为“10%”。"),
        ("kind: about", "kind: cap", "党员干部 · 四星（允许的比例）：比例的性质由“左右”改为“以内”。"),
        ("lower: 90}", "lower: 92.5}", "党员干部 · 五星（星级）：起点分由“90”改为“92.5”。"),
        ("posting_days: 15", "posting_days: 7", "党员干部（类别）：公示天数由“15”改为“7”。"),
        ("    step_rule: one_level_up\n", "", "党员干部（类别）：晋级规则由“每次最多一级”改为“未写明”。"),
        ("period: half_year", "period: year", "办法本身（办法）：周期由“半年”改为“一年”。"),
        ("approved: false", "approved: true", "党员干部（预晋星目标）：目标要批复由“否”改为“是”。"),
        (
            '      - {key: promotion, text: "连续两年五星优先提拔", level: 5, article: "10.2", years_in_a_row: 2}\n',
            "",
            "党员干部：删去优惠：连续两年五星优先提拔（星级 五星，条款 10.2，连续年数 2）。",
        ),
    ],
)
def test_change_is_told_in_words(old, new, words):
    assert told(old, new) == [words]


def test_what_was_added_is_told_with_its_values():
    row = '      - {level: 4, share: 0.10, kind: about, article: "9", reading: true}\n'

    assert told("# PLACE\n", row, DAAN.replace(row, "# PLACE\n", 1)) == [
        "党员干部：新增允许的比例：星级 四星，比例 10%，比例的性质 左右，条款 9，我们的理解 是。"
    ]


def test_newer_text_with_the_same_rules_says_so():
    assert told("# 五带头", "# 五个带头") == ["规则没有变化，只是文件写法不同。"]


def test_every_part_of_a_book_has_a_name():
    assert set(changes.NOUNS.values()) == set(NOUNS)
    for kind in changes.NOUNS:
        rows = {"dimensions", "items", "figures", "categories", "ballot", "quotas", "goals", "benefits"}
        rows |= {"not_carried", "clauses", "articles", "target"}
        assert {field.name for field in fields(kind)} - rows - set(FIELDS) == set()
