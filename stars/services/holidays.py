"""The table of holidays, kept by administrators. Postings that run already keep the last day they were given."""

import datetime
import re
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stars.access import can_edit_holidays
from stars.actions import Action
from stars.models import Holiday
from stars.posting_errors import BadHolidays
from stars.services.fitting import fitting
from stars.services.recording import record
from stars.services.requiring import require
from stars.tracking import delete_tracked, save_tracked

NAME_MAX, LINES_MAX = 40, 120
YEARS = range(2000, 2101)
WORKS = {"休": False, "假": False, "off": False, "班": True, "works": True}
LINE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,，]+(\S.*?)[\s,，]+(\S+)$")


@transaction.atomic
def save_holiday(*, actor, day: datetime.date, name: str, works: bool) -> Holiday:
    """Add a day, or say anew what it is."""
    require(can_edit_holidays(actor))
    saved = _save(day, name, works, actor=actor)
    record(Action.HOLIDAYS_CHANGED, actor=actor, target=f"{day} {saved.name}", works=works)
    return saved


@transaction.atomic
def remove_holiday(*, actor, holiday_id: int) -> None:
    require(can_edit_holidays(actor))
    row = Holiday.objects.select_for_update().get(pk=holiday_id)
    told = str(row)
    delete_tracked(row, actor=actor, reason=Action.HOLIDAYS_CHANGED)
    record(Action.HOLIDAYS_CHANGED, actor=actor, target=told, removed=True)


@transaction.atomic
def import_holidays(*, actor, text: str) -> list[Holiday]:
    """Lines such as “2026-10-01 国庆节 休” and “2026-10-10 国庆节 班”: all of them, or none."""
    require(can_edit_holidays(actor))
    rows = read_lines(text)
    saved = [_save(*row, actor=actor) for row in rows]
    told = f"{rows[0][0]} … {rows[-1][0]}"
    record(Action.HOLIDAYS_CHANGED, actor=actor, target=told, days=len(rows))
    return saved


def _save(day: datetime.date, name: str, works: bool, *, actor) -> Holiday:
    name = fitting(name, NAME_MAX)
    if not name:
        raise BadHolidays(_("Write what day it is, such as 国庆节."))
    if day.year not in YEARS:
        raise BadHolidays(_("The year must lie between 2000 and 2100."))
    row = Holiday.objects.select_for_update().filter(day=day).first() or Holiday(day=day)
    row.name, row.works = name, works
    return save_tracked(row, actor=actor, reason=Action.HOLIDAYS_CHANGED)


def read_lines(text: str) -> list[tuple[datetime.date, str, bool]]:
    """In the order of the days. Raises BadHolidays, naming every line that is not understood."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        raise BadHolidays(_("Paste at least one line, such as 2026-10-01 国庆节 休."))
    if len(lines) > LINES_MAX:
        raise BadHolidays(
            _("At most %(n)s lines at once: import one year after the other.") % {"n": LINES_MAX}
        )
    read = {number: read_line(line) for number, line in lines}
    wrong = [str(number) for number, row in read.items() if row is None]
    if wrong:
        words = ngettext(
            "Line %(lines)s is not understood. Write day, name, and 休 or 班. Nothing was taken.",
            "Lines %(lines)s are not understood. Write day, name, and 休 or 班. Nothing was taken.",
            len(wrong),
        )
        raise BadHolidays(words % {"lines": "、".join(wrong)})
    rows = sorted(row for row in read.values() if row)
    twice = {str(one[0]) for one, other in pairwise(rows) if one[0] == other[0]}
    if twice:
        told = {"days": "、".join(sorted(twice))}
        raise BadHolidays(_("%(days)s stands there twice. Keep one line a day. Nothing was taken.") % told)
    return rows


def read_line(line: str) -> tuple[datetime.date, str, bool] | None:
    found = LINE.match(line)
    if not found or found[5] not in WORKS or len(found[4]) > NAME_MAX:
        return None
    try:
        day = datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return (day, found[4], WORKS[found[5]]) if day.year in YEARS else None
