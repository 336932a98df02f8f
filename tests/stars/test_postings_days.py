"""Counting days: the day of the start never counts; free days and make-up days do what the table says."""

import datetime

import pytest

from stars.posting_days import is_worked, last_day, working_days_after

FRIDAY = datetime.date(2026, 9, 25)
GOLDEN_WEEK = {datetime.date(2026, 10, day): False for day in range(1, 8)}
MADE_UP = {datetime.date(2026, 9, 27): True, datetime.date(2026, 10, 10): True}


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2026, month, number)


@pytest.mark.parametrize(
    ("days", "unit", "marks", "ends"),
    [
        (1, "calendar", {}, day(9, 26)),
        (15, "calendar", {}, day(10, 10)),
        (15, "calendar", GOLDEN_WEEK, day(10, 10)),
        (1, "working", {}, day(9, 28)),
        (1, "working", MADE_UP, day(9, 27)),
        (5, "working", {}, day(10, 2)),
        (5, "working", GOLDEN_WEEK, day(10, 9)),
        (5, "working", GOLDEN_WEEK | MADE_UP, day(10, 8)),
    ],
)
def test_posting_from_a_friday_ends(days, unit, marks, ends):
    assert last_day(FRIDAY, days, unit, marks) == ends


def test_day_of_receipt_does_not_count():
    assert working_days_after(day(9, 21), 5, {}) == day(9, 28)


@pytest.mark.parametrize(
    ("one", "worked"), [(day(9, 25), True), (day(9, 26), False), (day(9, 27), True), (day(10, 1), False)]
)
def test_table_of_holidays_overrules_the_weekday(one, worked):
    assert is_worked(one, GOLDEN_WEEK | MADE_UP) is worked
