"""Calendar months, the day of issue not counted."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stars.validity import last_day

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))
MONTHS = st.integers(1, 120)


@pytest.mark.parametrize(
    ("issued", "months", "last"),
    [
        ((2026, 8, 31), 6, (2027, 2, 28)),
        ((2027, 8, 31), 6, (2028, 2, 29)),
        ((2026, 8, 28), 6, (2027, 2, 28)),
        ((2026, 3, 1), 6, (2026, 9, 1)),
        ((2026, 12, 31), 12, (2027, 12, 31)),
        ((2028, 2, 29), 12, (2029, 2, 28)),
        ((2026, 12, 15), 1, (2027, 1, 15)),
        ((2026, 5, 31), 1, (2026, 6, 30)),
    ],
)
def test_last_day_of_so_many_months(issued, months, last):
    assert last_day(datetime.date(*issued), months) == datetime.date(*last)


@pytest.mark.parametrize("months", [0, -1])
def test_last_day_of_less_than_a_month_is_refused(months):
    with pytest.raises(ValueError, match="month"):
        last_day(datetime.date(2026, 8, 31), months)


@given(DAYS, MONTHS)
def test_last_day_lies_exactly_so_many_months_later(issued, months):
    last = last_day(issued, months)

    assert (last.year - issued.year) * 12 + last.month - issued.month == months


@given(DAYS, MONTHS)
def test_last_day_keeps_the_day_of_the_month_or_is_the_last_of_a_shorter_one(issued, months):
    last = last_day(issued, months)

    assert last.day == issued.day or (
        last.day < issued.day and (last + datetime.timedelta(1)).month != last.month
    )


@given(DAYS, DAYS, MONTHS)
def test_last_day_never_goes_back_when_the_issue_is_later(one, other, months):
    earlier, later = sorted((one, other))

    assert last_day(earlier, months) <= last_day(later, months)
