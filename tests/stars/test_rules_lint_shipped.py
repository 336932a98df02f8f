"""What the linter finds in the shipped books, from their own data."""

import pytest

from stars.rules.lint import check
from stars.rules.loader import available_books, load_book


def found(key):
    return [(one.severity, one.code, one.place, one.article) for one in check(load_book(key))]


def test_daan_household_role_three_adds_to_25_of_20_and_the_table_to_105():
    numbers = {
        one.code: dict(one.numbers) for one in check(load_book("daan")) if one.place.startswith("household")
    }

    assert numbers["parts_differ_from_whole"] == {
        "role": "加快发展我带头",
        "parts": "25",
        "points": "20",
    }
    assert numbers["table_total"] == {"total": "105"}


def test_daan_targets_are_impossible_under_its_quotas():
    told = [dict(one.numbers) for one in check(load_book("daan")) if one.code == "goal_against_quota"]

    assert told == [
        {"level": 4, "share": "70", "room": "15", "shares": "5% + 10"},
        {"level": 4, "share": "40", "room": "15", "shares": "5% + 10"},
    ]


@pytest.mark.parametrize(
    ("key", "finding"),
    [
        ("daan", ("hint", "cap_without_base_or_rounding", "cadre", "9")),
        ("daan", ("hint", "roles_without_parts", "cadre", "4.1")),
        ("daan", ("hint", "ground_without_period", "cadre.8.3", "8.3")),
        ("daan", ("hint", "ground_without_period", "household.8.4", "8.4")),
        ("daan", ("warning", "ground_punishes", "cadre.8.1", "8.1")),
        ("daan", ("warning", "ground_punishes", "household.8.6", "8.6")),
        ("daan", ("warning", "aid_settled_by_law", "household.low_income_aid", "10.1.7")),
        ("daan", ("hint", "text_under_wrong_heading", "cadre.serve", "4.1.2")),
        ("dashui", ("hint", "cap_without_base_or_rounding", "household", "8")),
        ("dashui", ("hint", "about_without_tolerance", "cadre", "8")),
        ("dashui", ("hint", "weights_not_stated", "cadre", "7")),
        ("dashui", ("hint", "points_not_stated", "household", "4")),
        ("dashui", ("hint", "not_carried", "household", "4.2.2")),
        ("shimen", ("hint", "weights_not_stated", "service", "7")),
        ("shimen", ("warning", "other_village_named", "document", "7")),
        ("shimen", ("hint", "branches_mixed_up", "document", "7.1")),
        ("daan", ("hint", "text_under_wrong_heading", "cadre.develop", "4.1.3")),
        ("daan", ("hint", "reading_ballot", "household", None)),
        ("daan", ("hint", "reading_second_scale", "document", None)),
        ("dashui", ("hint", "reading_lifetime_quota", "cadre", None)),
        ("dashui", ("hint", "reading_posting_days", "cadre", "7.4")),
        ("dashui", ("hint", "reading_items", "cadre", None)),
        ("xiqing", ("hint", "reading_posting_days", "village", None)),
        ("xiqing", ("hint", "reading_period", "document", None)),
        ("xiqing", ("hint", "reading_award", "document", None)),
        ("xiqing", ("hint", "reading_items", "village", None)),
    ],
)
def test_shipped_book_has_the_finding(key, finding):
    assert finding in found(key)


@pytest.mark.parametrize("key", available_books())
def test_shipped_book_has_no_error_and_no_item_that_punishes(key):
    assert not [one for one in found(key) if one[0] == "error" or one[1] == "item_punishes"]
