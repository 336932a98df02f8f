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


def years_not_entered(first: datetime.date, last: datetime.date) -> list[int]:
    """Years from `first` to `last` of which the table knows no day: there only weekends would be free. One query."""
    days = Holiday.objects.filter(day__year__gte=first.year, day__year__lte=last.year)
    known = {day.year for day in days.values_list("day", flat=True)}
    return [year for year in range(first.year, last.year + 1) if year not in known]
