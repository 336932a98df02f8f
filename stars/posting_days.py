"""Counting days: of a posting, and until an objection is to be answered. Pure; the holidays are handed in.

The day of the start is not counted. `marks` says of single days whether they are worked, against their weekday.
"""

import datetime
from collections.abc import Mapping

DAY = datetime.timedelta(days=1)
Marks = Mapping[datetime.date, bool]


def is_worked(day: datetime.date, marks: Marks) -> bool:
    """Monday to Friday, unless the table of holidays says otherwise: free, or worked for a bridge day."""
    return marks.get(day, day.weekday() < 5)


def working_days_after(start: datetime.date, days: int, marks: Marks) -> datetime.date:
    """The `days`-th working day after `start`."""
    day = start
    while days:
        day += DAY
        days -= is_worked(day, marks)
    return day


def last_day(start: datetime.date, days: int, unit: str, marks: Marks) -> datetime.date:
    """The last day of a posting of `days` "calendar" or "working" days."""
    return working_days_after(start, days, marks) if unit == "working" else start + days * DAY
