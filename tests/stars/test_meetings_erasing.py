"""Marks of too few ballots, and of meetings that are void, leave the database; read as it lies there, not by the models."""

import pytest
from django.db import connection

from stars.services.closing import void_meeting
from stars.services.tallies import set_sheet_aside
from stars.services.wiping import wipe
from stars.tallying import Head
from tests.meetings_making import count_both, enter, entries_in, make_open, rows_for
from tests.rating_making import make_rating, make_rating_world

pytestmark = pytest.mark.db_variant
MARK = ": 4711"  # as JSON and as a dict; the bare digits also stand in a time of day now and then
SHEETS = ("stars_tallysheet", "stars_historicaltallysheet")


@pytest.fixture
def world(db):
    return make_rating_world()


@pytest.fixture
def meeting(world):
    return make_open(world, make_rating(world, state="assessing"))


def every_table() -> dict[str, str]:
    """Table → everything in it, as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            found[table] = str(cursor.fetchall())
    return found


def tables_with(text: str) -> set[str]:
    return {table for table, rows in every_table().items() if text in rows}


def heads(table: str) -> set[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT issued, returned, void_ballots, counts FROM {table}")  # noqa: S608
        return {(*numbers, str(counts)) for *numbers, counts in cursor.fetchall()}


def test_counting_leaves_marks_in_sheets_and_history(world, meeting):
    enter(world, meeting, world.counter, rows_for(meeting, l5=4711))

    assert tables_with(MARK) == set(SHEETS)


def test_fewer_than_five_valid_ballots_leave_no_mark_anywhere(world, meeting):
    enter(world, meeting, world.counter, rows_for(meeting, l5=4711))
    enter(world, meeting, world.counter, {}, Head(7, 6, 2))

    count_both(world, meeting, rows_for(meeting, l5=4), Head(7, 6, 2))

    meeting.refresh_from_db()
    assert (meeting.state, meeting.issued, meeting.returned, meeting.void_ballots) == ("void", 7, 6, 2)
    assert tables_with(MARK) == tables_with('"l5"') - {"stars_rulebookversion"} == set()
    assert heads("stars_tallysheet") == {(7, 6, 2, "{}")}


@pytest.mark.parametrize("mode", ["paper", "hands"])
def test_void_meeting_leaves_no_mark_of_its_sheets_set_aside_or_not(world, meeting, mode):
    meeting = make_open(world, meeting.round, mode=mode, group="2组")
    option = "hands" if mode == "hands" else "l5"
    enter(world, meeting, world.counter, rows_for(meeting, **{option: 4711}))
    sheet = enter(world, meeting, world.second_counter, rows_for(meeting, **{option: 4711}))
    set_sheet_aside(actor=world.secretary, meeting_id=meeting.pk, sheet_id=sheet.pk)

    void_meeting(actor=world.clerk, meeting_id=meeting.pk, reason="停电，没有数完")

    assert tables_with(MARK) == set()
    assert heads("stars_tallysheet") == {(20, 20, 0, "{}")}


def test_annulled_meeting_keeps_no_sheet_either(world, meeting):
    count_both(world, meeting, rows_for(meeting, l5=20))

    void_meeting(actor=world.secretary, meeting_id=meeting.pk, reason="数错了")

    assert [heads(table) for table in SHEETS] == [{(20, 20, 0, "{}")}] * 2


def test_row_with_fewer_than_five_marks_is_not_left_in_the_sheets(world, meeting):
    first, second = entries_in(meeting)

    count_both(world, meeting, {first.pk: {"l5": 4, "blank": 16}, second.pk: {"l5": 5, "blank": 15}})

    texts = "".join(every_table()[table] for table in SHEETS)
    assert f'"{first.pk}"' not in texts
    assert texts.count(f'"{second.pk}"') >= 4


@pytest.mark.django_db(transaction=True)
def test_wiping_sweeps_the_tables_of_sheets(world, meeting):
    enter(world, meeting, world.counter, rows_for(meeting, l5=20))
    void_meeting(actor=world.clerk, meeting_id=meeting.pk, reason="停电")

    wipe()

    assert [heads(table) for table in SHEETS] == [{(20, 20, 0, "{}")}] * 2
