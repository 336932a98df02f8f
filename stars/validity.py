"""How long something lasts, by calendar months. Beside the rules, because these know no dates."""

import calendar
import datetime


def last_day(issued: datetime.date, months: int) -> datetime.date:
    """The last day of so many calendar months; the day of issue does not count.

    The day of the month stays: issued on 1 March for six months → 1 September. Where the month is too short, its
    last day: issued on 31 August for six months → 28 February, 29 in a leap year.
    """
    if months < 1:
        raise ValueError("at least one month")
    years, month = divmod(issued.month - 1 + months, 12)
    year, month = issued.year + years, month + 1
    return datetime.date(year, month, min(issued.day, calendar.monthrange(year, month)[1]))
