"""The table of holidays: who keeps it, and lines that are pasted."""

import datetime

import pytest

from stars.errors import NotAllowed, TooLong
from stars.models import Event, Holiday
from stars.posting_errors import BadHolidays
from stars.services.holidays import import_holidays, remove_holiday, save_holiday

DAY = datetime.date(2026, 10, 1)
YEAR = "2026-10-01 国庆节 休\n\n2026/10/2 国庆节 休\n2026年10月10日，国庆节，班\n"


def rows() -> list[tuple[str, str, bool]]:
    return [(str(one.day), one.name, one.works) for one in Holiday.objects.all()]


def test_year_is_taken_from_pasted_lines(world):
    import_holidays(actor=world.administrator, text=YEAR)

    told = [("2026-10-01", "国庆节", False), ("2026-10-02", "国庆节", False), ("2026-10-10", "国庆节", True)]
    assert rows() == told
    event = Event.objects.get(action="holidays_changed")
    assert (event.target, event.data) == ("2026-10-01 … 2026-10-10", {"days": 3})


def test_second_import_says_days_anew_and_doubles_none(world):
    import_holidays(actor=world.administrator, text=YEAR)

    import_holidays(actor=world.administrator, text="2026-10-01 国庆节 班")

    assert (len(rows()), rows()[0]) == (3, ("2026-10-01", "国庆节", True))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "2026-10-01 国庆节 休"),
        ("2026-10-01 国庆节 休\n十月一日 国庆节 休\n2026-13-01 国庆节 休", "2、3"),
        ("2026-10-01 国庆节", "1"),
        ("2026-10-01 国庆节 也许", "1"),
        ("1026-10-01 国庆节 休", "1"),
        ("2026-10-01 国庆节 休\n2026-10-01 中秋节 休", "2026-10-01"),
        ("2026-10-01 国庆节 休\n" * 121, "120"),
        ("2026-10-01 " + "节" * 41 + " 休", "1"),
    ],
)
def test_lines_that_are_not_understood_are_named_and_nothing_is_taken(world, text, said):
    with pytest.raises(BadHolidays) as caught:
        import_holidays(actor=world.administrator, text=text)

    assert said in str(caught.value)
    assert (rows(), Event.objects.filter(action="holidays_changed").count()) == ([], 0)


def test_day_is_added_changed_and_removed(world):
    save_holiday(actor=world.administrator, day=DAY, name=" 国庆节 ", works=False)
    saved = save_holiday(actor=world.administrator, day=DAY, name="国庆节", works=True)
    assert rows() == [("2026-10-01", "国庆节", True)]

    remove_holiday(actor=world.administrator, holiday_id=saved.pk)

    assert rows() == []
    assert Event.objects.filter(action="holidays_changed", actor=world.administrator).count() == 3


def test_day_without_a_name_or_far_away_is_refused(world):
    with pytest.raises(BadHolidays):
        save_holiday(actor=world.administrator, day=DAY, name=" ", works=False)
    with pytest.raises(BadHolidays):
        save_holiday(actor=world.administrator, day=datetime.date(1999, 1, 1), name="元旦", works=False)
    with pytest.raises(TooLong):
        save_holiday(actor=world.administrator, day=DAY, name="节" * 41, works=False)


@pytest.mark.parametrize("person", ["secretary", "reviewer", "approver", "auditor", "editor"])
def test_nobody_else_touches_the_table(world, person):
    with pytest.raises(NotAllowed):
        import_holidays(actor=getattr(world, person), text=YEAR)


def test_administrator_of_a_village_is_no_keeper(world):
    world.clerk.memberships.create(organisation=world.village, post="administrator")

    with pytest.raises(NotAllowed):
        save_holiday(actor=world.clerk, day=DAY, name="国庆节", works=False)
