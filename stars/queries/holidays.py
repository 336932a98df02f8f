"""The table of holidays."""

import datetime

from stars.models import Holiday


def holiday_marks() -> dict[datetime.date, bool]:
    """Day → whether it is worked: the whole table, a few dozen rows a year."""
    return dict(Holiday.objects.values_list("day", "works"))


def years_of_holidays() -> list[tuple[int, list[Holiday]]]:
    """Newest year first, its days in order. One query."""
    found: dict[int, list[Holiday]] = {}
    for row in Holiday.objects.all():
        found.setdefault(row.day.year, []).append(row)
    return sorted(found.items(), reverse=True)
