"""What the linter finds, in the shipped books and in bad ones."""

import json

import pytest
from django.core.management import call_command

from stars.lint_words import told_finding
from stars.rules.lint import check
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
    dimensions:
      - {key: one, title: "一", points: 60}
      - {key: two, title: "二", points: 40}
    levels:
      - {level: 2, lower: 90}
      - {level: 1, lower: 80, upper: 90}
"""


def found(key):
    return [(one.severity, one.code, one.place, one.article) for one in check(load_book(key))]


def codes(text):
    return {one.code for one in check(parse_book(text, "own.yaml"))}


def test_daan_household_role_three_adds_to_25_of_20_and_the_table_to_105():
    numbers = {
        one.code: dict(one.numbers) for one in check(load_book("daan")) if one.place.startswith("household")
    }

    assert numbers["parts_differ_from_whole"] == {"parts": "25", "points": "20"}
    assert numbers["table_total"] == {"total": "105"}


def test_daan_targets_are_impossible_under_its_quotas():
    told = [dict(one.numbers) for one in check(load_book("daan")) if one.code == "goal_against_quota"]

    assert told == [
        {"level": 4, "share": "70", "room": "15"},
        {"level": 4, "share": "40", "room": "15"},
    ]


@pytest.mark.parametrize(
    ("key", "finding"),
    [
        ("daan", ("hint", "cap_without_base_or_rounding", "cadre", "9")),
        ("daan", ("hint", "roles_without_parts", "cadre", None)),
        ("daan", ("hint", "ground_without_period", "cadre.8.3", "8.3")),
        ("daan", ("hint", "ground_without_period", "household.8.4", "8.4")),
        ("daan", ("warning", "ground_punishes", "cadre.8.1", "8.1")),
        ("daan", ("warning", "ground_punishes", "household.8.6", "8.6")),
        ("daan", ("warning", "aid_settled_by_law", "household.low_income_aid", "10.1.7")),
        ("daan", ("hint", "text_under_wrong_heading", "cadre.serve", "4.1.2")),
        ("dashui", ("hint", "cap_without_base_or_rounding", "household", "8")),
        ("dashui", ("hint", "about_without_tolerance", "cadre", "8")),
        ("dashui", ("hint", "weights_not_stated", "cadre", "7")),
        ("dashui", ("hint", "points_not_stated", "household", None)),
        ("dashui", ("hint", "not_carried", "household", "4.2.2")),
        ("shimen", ("hint", "weights_not_stated", "service", "7")),
        ("shimen", ("warning", "other_village_named", "document", "7")),
        ("shimen", ("hint", "branches_mixed_up", "document", "7.1")),
        ("xiqing", ("hint", "reading_posting_days", "village", None)),
    ],
)
def test_shipped_book_has_the_finding(key, finding):
    assert finding in found(key)


@pytest.mark.parametrize("key", available_books())
def test_shipped_book_has_no_error_and_no_item_that_punishes(key):
    assert not [one for one in found(key) if one[0] == "error" or one[1] == "item_punishes"]


def test_book_in_order_has_no_finding():
    assert codes(BOOK) == set()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("upper: 90}", "upper: 91}", "thresholds_overlap"),
        ("upper: 90}", "upper: 89}", "thresholds_gap"),
        ("lower: 90}", "lower: 80}", "thresholds_overlap"),
        ("level: 2,", "level: 3,", "levels_not_in_a_row"),
        ("points: 60", "points: -60", "points_negative"),
        ("points: 60", "points: 50", "table_total"),
        ("weight: 0.2", "weight: 0.3", "weights_not_100"),
        ('title: "小组", weight: 0.2', 'title: "小组"', "weights_not_100"),
        ("    levels:", "    quotas: [{level: 2, share: 1.5, kind: cap}]\n    levels:", "share_out_of_range"),
        ("points: 40}", 'points: 40, items: [{key: a, text: "不越级上访", points: 40}]}', "item_punishes"),
        (
            "points: 40}",
            'points: 40, items: [{key: a, text: "丁戊村评定领导小组", points: 40}]}',
            "other_village_named",
        ),
    ],
)
def test_bad_book_has_the_finding(old, new, code):
    assert old in BOOK
    assert code in codes(BOOK.replace(old, new))


def test_every_finding_is_told_in_chinese_with_its_numbers():
    for key in available_books():
        for finding in check(load_book(key)):
            told = told_finding(finding)
            assert any("\u4e00" <= letter <= "\u9fff" for letter in told), finding
            assert "%(" not in told


def test_check_command_prints_the_documented_json(capsys):
    call_command("rulebook", "check", "daan", json=True)
    rows = json.loads(capsys.readouterr().out)["findings"]

    assert {frozenset(row) for row in rows} == {
        frozenset({"code", "severity", "place", "article", "message"})
    }
    assert rows[0]["severity"] == "warning"


@pytest.mark.parametrize("text", ["key: x\nkey: y\n", BOOK.replace("points: 60", "points: -60"), "", "\x00"])
def test_check_command_exits_with_one_on_errors(tmp_path, capsys, text):
    path = tmp_path / "own.yaml"
    path.write_text(text)

    with pytest.raises(SystemExit) as stopped:
        call_command("rulebook", "check", str(path))

    assert stopped.value.code == 1
    assert capsys.readouterr().out.startswith("error\t")
