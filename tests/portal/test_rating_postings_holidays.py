"""The table of holidays on its page."""

import datetime

import pytest
from django.urls import reverse

from stars.models import Holiday


@pytest.fixture
def keeper(client, world):
    client.force_login(world.administrator)
    return client


def post(client, address: str, *args, **data):
    return client.post(reverse(address, args=args), data, follow=True)


def test_year_is_taken_in_and_shown_by_day(keeper):
    told = post(
        keeper, "holidays_import", lines="2026-10-10 国庆节 班\r\n2026-10-01 国庆节 休"
    ).content.decode()

    assert "已导入 2 天" in told
    assert told.index("10-01") < told.index("10-10")
    assert [one.works for one in Holiday.objects.all()] == [False, True]


def test_line_that_is_not_understood_is_named_and_the_lines_stay(keeper):
    answer = post(keeper, "holidays_import", lines="2026-10-01 国庆节 休\r\n十月二日 休")

    told = answer.content.decode()
    assert (answer.status_code, Holiday.objects.count()) == (422, 0)
    assert [words for words in ("第 2 行看不懂", "十月二日 休") if words not in told] == []


def test_day_is_saved_and_taken_out(keeper):
    post(keeper, "holiday_save", day="2026-10-01", name="国庆节", works="0")
    row = Holiday.objects.get()
    assert (row.day, row.name, row.works) == (datetime.date(2026, 10, 1), "国庆节", False)

    post(keeper, "holiday_remove", row.pk)

    assert not Holiday.objects.exists()


@pytest.mark.parametrize("wrong", [{"day": "morgen"}, {"day": "1999-01-01"}, {"name": " "}, {"works": "2"}])
def test_wrong_day_is_refused_and_stays(keeper, wrong):
    answer = post(keeper, "holiday_save", **{"day": "2026-10-01", "name": "国庆节", "works": "0"} | wrong)

    assert (answer.status_code, Holiday.objects.count()) == (422, 0)
    assert wrong.get("day", "2026-10-01") in answer.content.decode()


def test_empty_table_says_that_only_weekends_are_free(keeper):
    assert "只有周六、周日算休息" in keeper.get(reverse("holidays")).content.decode()
