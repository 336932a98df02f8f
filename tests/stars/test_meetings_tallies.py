"""Two counters: each for himself, in agreement or not at all."""

import pytest

from stars.errors import NotAllowed, WrongState
from stars.meeting_errors import (
    AttendanceMissing,
    CannotBeCounted,
    ClosedAlready,
    CounterConcerned,
    MeetingNotOpen,
    NotOnBallot,
    ReturnedAboveIssued,
    SheetEmpty,
    SheetLocked,
    SumsDiffer,
    TwoCountersAlready,
    VoidAboveReturned,
    WrongMode,
)
from stars.models import Event, MeetingCount, TallySheet
from stars.services.meetings import open_meeting
from stars.services.tallies import CLOSED, DIFFERS, WAITING, confirm_sheet, set_sheet_aside
from stars.tallying import Head
from tests.making import make_person
from tests.meetings_making import (
    count_both,
    enter,
    enter_and_confirm,
    entries_in,
    make_open,
    make_planned,
    rows_for,
)
from tests.rating_making import make_rating, make_subject


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def meeting(world):
    return make_open(world, make_rating(world, state="assessing"))


def sheet_of(meeting, counter) -> TallySheet:
    return meeting.sheets.get(counter=counter)


def test_tally_counts_once_two_counters_confirmed_the_same(world, meeting):
    counts = rows_for(meeting, l5=12, l4=6, blank=2)

    first = enter_and_confirm(world, meeting, world.counter, counts)
    assert (first, MeetingCount.objects.count()) == (WAITING, 0)
    second = enter_and_confirm(world, meeting, world.second_counter, counts)

    meeting.refresh_from_db()
    assert (second, meeting.state) == (CLOSED, "closed")
    assert (meeting.issued, meeting.returned, meeting.void_ballots) == (20, 20, 0)
    assert [row.counts for row in MeetingCount.objects.all()] == [{"l5": 12, "l4": 6}] * 2


def test_empty_cells_are_zeros(world, meeting):
    first, second = entries_in(meeting)
    full = {entry.pk: {"l5": 20, "l4": 0, "blank": 0} for entry in (first, second)}
    short = {entry.pk: {"l5": 20} for entry in (first, second)}

    enter_and_confirm(world, meeting, world.counter, full)

    assert enter_and_confirm(world, meeting, world.second_counter, short) == CLOSED


def test_second_closing_is_refused(world, meeting):
    count_both(world, meeting, rows_for(meeting, l5=20))

    with pytest.raises(ClosedAlready):
        confirm_sheet(actor=world.counter, meeting_id=meeting.pk)
    with pytest.raises(ClosedAlready):
        enter(world, meeting, world.second_counter, rows_for(meeting, l5=20))
    assert MeetingCount.objects.count() == 2


def test_sheets_that_differ_open_again_and_close_when_mended(world, meeting):
    first, second = entries_in(meeting)
    enter_and_confirm(world, meeting, world.counter, rows_for(meeting, l5=12, l4=8))
    counts = {first.pk: {"l5": 12, "l4": 8}, second.pk: {"l5": 11, "l4": 9}}

    assert enter_and_confirm(world, meeting, world.second_counter, counts) == DIFFERS
    assert {(sheet.confirmed, sheet.compared) for sheet in meeting.sheets.all()} == {(False, True)}
    enter_and_confirm(world, meeting, world.second_counter, {second.pk: {"l5": 12, "l4": 8}})
    outcome = confirm_sheet(actor=world.counter, meeting_id=meeting.pk)

    assert outcome == CLOSED
    assert [row.counts for row in MeetingCount.objects.all()] == [{"l5": 12, "l4": 8}] * 2


def test_one_counter_alone_closes_nothing(world, meeting):
    enter_and_confirm(world, meeting, world.counter, rows_for(meeting, l5=20))

    with pytest.raises(SheetLocked):
        confirm_sheet(actor=world.counter, meeting_id=meeting.pk)
    with pytest.raises(SheetLocked):
        enter(world, meeting, world.counter, rows_for(meeting, l4=20))
    meeting.refresh_from_db()
    assert meeting.state == "open"


def test_row_that_does_not_add_up_is_kept_and_not_confirmed(world, meeting):
    first, second = entries_in(meeting)
    counts = {first.pk: {"l5": 20}, second.pk: {"l5": 18, "blank": 1}}

    enter(world, meeting, world.counter, counts)

    with pytest.raises(SumsDiffer, match="1"):
        confirm_sheet(actor=world.counter, meeting_id=meeting.pk)
    assert sheet_of(meeting, world.counter).counts[str(second.pk)] == {"l5": 18, "blank": 1}


def test_void_ballots_belong_to_no_row(world, meeting):
    counts = rows_for(meeting, l5=17)

    assert count_both(world, meeting, counts, Head(20, 19, 2)) == CLOSED


def test_more_void_than_returned_is_refused(world, meeting):
    enter(world, meeting, world.counter, {}, Head(20, 3, 4))

    with pytest.raises(VoidAboveReturned):
        confirm_sheet(actor=world.counter, meeting_id=meeting.pk)


def test_more_returned_than_issued_is_counted_again_first(world, meeting):
    enter(world, meeting, world.counter, rows_for(meeting, l5=21), Head(20, 21))

    with pytest.raises(ReturnedAboveIssued):
        confirm_sheet(actor=world.counter, meeting_id=meeting.pk)


def test_more_returned_than_issued_twice_makes_the_tally_void(world, meeting):
    count_both(world, meeting, {}, Head(20, 21, recounted=True))

    meeting.refresh_from_db()
    assert (meeting.state, MeetingCount.objects.count()) == ("void", 0)
    assert Event.objects.filter(action="meeting_void").exclude(reason="").exists()


def test_counted_again_by_one_counter_alone_voids_nothing(world, meeting):
    enter_and_confirm(world, meeting, world.counter, {}, Head(20, 21, recounted=True))

    outcome = enter_and_confirm(world, meeting, world.second_counter, rows_for(meeting, l5=20))

    meeting.refresh_from_db()
    assert (outcome, meeting.state) == (DIFFERS, "open")


def test_counted_again_means_nothing_where_nothing_is_wrong(world, meeting):
    enter(world, meeting, world.counter, rows_for(meeting, l5=20), Head(20, 20, recounted=True))

    assert not sheet_of(meeting, world.counter).recounted


def test_fewer_than_five_valid_ballots_are_neither_shown_nor_counted(world, meeting):
    count_both(world, meeting, rows_for(meeting, l5=4), Head(5, 5, 1))

    meeting.refresh_from_db()
    assert (meeting.state, MeetingCount.objects.count()) == ("void", 0)


def test_entry_with_fewer_than_five_marks_has_no_count(world, meeting):
    first, second = entries_in(meeting)

    count_both(world, meeting, {first.pk: {"l5": 4, "blank": 16}, second.pk: {"l5": 5, "blank": 15}})

    assert [(row.entry, row.counts) for row in MeetingCount.objects.all()] == [(second, {"l5": 5})]


@pytest.mark.parametrize("link", ["himself", "his household"])
def test_counter_who_is_among_the_rated_is_refused(world, meeting, link):
    subject = entries_in(meeting)[0].subject
    if link == "himself":
        subject.people.add(world.counter)
    else:
        person = make_subject(world, "cadre", 9, household=subject)
        person.people.add(world.counter)

    with pytest.raises(CounterConcerned):
        enter(world, meeting, world.counter, {})


def test_counter_rated_elsewhere_may_count(world, meeting):
    other = meeting.round.entries.filter(subject__group="2组").first()
    other.subject.people.add(world.counter)

    assert enter_and_confirm(world, meeting, world.counter, rows_for(meeting, l5=20)) == WAITING


def test_third_counter_waits_until_a_sheet_is_set_aside(world, meeting):
    third = make_person("third", "counter", world.village)
    for counter in (world.counter, world.second_counter):
        enter(world, meeting, counter, {})

    with pytest.raises(TwoCountersAlready):
        enter(world, meeting, third, {})
    set_sheet_aside(
        actor=world.secretary, meeting_id=meeting.pk, sheet_id=sheet_of(meeting, world.counter).pk
    )
    enter(world, meeting, third, {})

    assert {sheet.counter for sheet in meeting.sheets.all()} == {third, world.second_counter}


def test_confirmed_sheet_and_that_of_another_are_not_set_aside(world, meeting):
    enter(world, meeting, world.second_counter, {})
    enter_and_confirm(world, meeting, world.counter, rows_for(meeting, l5=20))
    own, other = (sheet_of(meeting, one).pk for one in (world.counter, world.second_counter))

    with pytest.raises(NotAllowed):
        set_sheet_aside(actor=world.counter, meeting_id=meeting.pk, sheet_id=other)
    with pytest.raises(SheetLocked):
        set_sheet_aside(actor=world.secretary, meeting_id=meeting.pk, sheet_id=own)


@pytest.mark.parametrize(
    ("refusal", "row", "head"),
    [
        (CannotBeCounted, {"l5": -1}, None),
        (CannotBeCounted, {"l5": 10**7}, None),
        (CannotBeCounted, {}, Head(-1, 0)),
        (NotOnBallot, {"l9": 1}, None),
        (NotOnBallot, {"hands": 1}, None),
    ],
)
def test_count_that_cannot_be_is_refused(world, meeting, refusal, row, head):
    with pytest.raises(refusal):
        enter(world, meeting, world.counter, {entries_in(meeting)[0].pk: row}, head)


def test_row_of_somebody_who_is_not_on_the_ballot_is_refused(world, meeting):
    stranger = meeting.round.entries.filter(subject__group="2组").first()

    with pytest.raises(NotOnBallot):
        enter(world, meeting, world.counter, {stranger.pk: {"l5": 20}})


def test_nothing_is_counted_before_the_meeting_or_without_attendance(world):
    round = make_rating(world, state="assessing")
    meeting = make_planned(world, round)
    with pytest.raises(MeetingNotOpen):
        enter(world, meeting, world.counter, {})
    open_meeting(actor=world.clerk, meeting_id=meeting.pk)
    with pytest.raises(SheetEmpty):
        confirm_sheet(actor=world.counter, meeting_id=meeting.pk)

    enter(world, meeting, world.counter, rows_for(meeting, l5=20))

    with pytest.raises(AttendanceMissing):
        confirm_sheet(actor=world.counter, meeting_id=meeting.pk)


def test_votes_with_slips_have_no_sheets(world):
    meeting = make_open(world, make_rating(world, state="assessing"), mode="slips")

    with pytest.raises(WrongMode):
        enter(world, meeting, world.counter, {})


def test_nothing_is_counted_once_the_round_went_on(world, meeting):
    meeting.round.assessment.state = "rated"
    meeting.round.assessment.save()

    with pytest.raises(WrongState):
        enter(world, meeting, world.counter, {})
