"""Votes closed, hands counted, nominations taken, meetings void; and what of it counts in the end."""

import pytest
from django_tasks_db.models import DBTaskResult

from stars.errors import NotAllowed, ReasonNeeded, WrongState
from stars.meeting_errors import (
    AttendanceMissing,
    ClosedAlready,
    MeetingNotOpen,
    MorePresentThanDue,
    NomineesMissing,
    WrongMode,
)
from stars.models import Ballot, BallotBox, Event, MeetingCount
from stars.queries.counts import hands_chosen, pooled_counts, unfinished_meetings
from stars.services.closing import close_nomination, close_vote, void_meeting
from stars.services.meetings import nominate, open_meeting
from stars.vote_errors import MoreBallotsThanPresent
from tests.meetings_making import (
    attend,
    count_both,
    entries_in,
    make_open,
    make_planned,
    make_slips,
    rows_for,
    vote,
)
from tests.rating_making import make_closed_meeting, make_rating


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round(world):
    return make_rating(world, state="assessing", household=6, cadre=2)


@pytest.fixture
def voted(world, round):
    """Six of eight slips cast, everybody five stars; 20 of 30 present."""
    meeting = make_open(world, round, mode="slips")
    vote(meeting, make_slips(world, meeting)[:6])
    return meeting


def test_closing_a_vote_keeps_shuffled_ballots_and_destroys_the_slips(world, voted):
    close_vote(actor=world.clerk, meeting_id=voted.pk, present=12)

    voted.refresh_from_db()
    assert (voted.state, voted.present) == ("closed", 12)
    assert (voted.issued, voted.returned, voted.void_ballots) == (8, 6, 0)
    assert (Ballot.objects.count(), BallotBox.objects.count()) == (6, 0)
    assert [row.counts for row in MeetingCount.objects.all()] == [{"l5": 6}] * 2


@pytest.mark.parametrize("end", ["closed", "void"])
def test_end_of_a_vote_has_earlier_versions_of_its_box_wiped(world, voted, end):
    if end == "closed":
        close_vote(actor=world.clerk, meeting_id=voted.pk, present=12)
    else:
        void_meeting(actor=world.clerk, meeting_id=voted.pk, reason="停电")

    assert [job.task_path for job in DBTaskResult.objects.all()] == ["stars.jobs.wipe_boxes"]


def test_second_closing_of_a_vote_is_refused(world, voted):
    close_vote(actor=world.clerk, meeting_id=voted.pk, present=12)

    with pytest.raises(ClosedAlready):
        close_vote(actor=world.secretary, meeting_id=voted.pk, present=12)
    assert (Ballot.objects.count(), MeetingCount.objects.count()) == (6, 2)


def test_more_ballots_than_people_present_are_refused(world, voted):
    with pytest.raises(MoreBallotsThanPresent, match=r"6.*5"):
        close_vote(actor=world.clerk, meeting_id=voted.pk, present=5)
    with pytest.raises(MorePresentThanDue):
        close_vote(actor=world.clerk, meeting_id=voted.pk, present=31)
    assert BallotBox.objects.get().ballots


def test_vote_of_fewer_than_five_is_void_and_nothing_of_it_stays(world, round):
    meeting = make_open(world, round, mode="slips")
    vote(meeting, make_slips(world, meeting)[:4])

    close_vote(actor=world.clerk, meeting_id=meeting.pk, present=12)

    meeting.refresh_from_db()
    assert meeting.state == "void"
    assert (Ballot.objects.count(), BallotBox.objects.count(), MeetingCount.objects.count()) == (0, 0, 0)
    assert Event.objects.get(action="meeting_void").reason


def test_only_a_vote_with_slips_is_closed_as_one(world, round):
    meeting = make_open(world, round)

    with pytest.raises(WrongMode):
        close_vote(actor=world.clerk, meeting_id=meeting.pk, present=12)
    with pytest.raises(WrongMode):
        close_nomination(actor=world.clerk, meeting_id=meeting.pk)


def test_events_tell_nothing_of_a_ballot(world, voted):
    close_vote(actor=world.clerk, meeting_id=voted.pk, present=12)

    assert Event.objects.filter(action="meeting_closed").values_list("data", flat=True)[0] == {
        "meeting": voted.pk
    }


def test_more_than_half_of_those_present_choose_by_hands(world, round):
    meeting = make_open(world, round, mode="hands", present=20)
    first, second = entries_in(meeting)

    count_both(world, meeting, {first.pk: {"hands": 11}, second.pk: {"hands": 10}})

    assert hands_chosen(round) == {first.pk: True, second.pk: False}
    assert pooled_counts(round) == {}


def test_those_of_the_group_who_were_not_nominated_are_not_chosen(world, round):
    meeting = make_planned(world, round, mode="hands")
    attend(world, meeting)
    first, second = entries_in(meeting)
    nominate(actor=world.clerk, meeting_id=meeting.pk, entry_ids=frozenset({first.pk}))
    open_meeting(actor=world.clerk, meeting_id=meeting.pk)

    count_both(world, meeting, {first.pk: {"hands": 20}})

    assert hands_chosen(round) == {first.pk: True, second.pk: False}


def test_nobody_raised_a_hand(world, round):
    meeting = make_open(world, round, mode="hands")

    count_both(world, meeting, {})

    assert set(hands_chosen(round).values()) == {False}


def test_show_of_hands_among_four_people_is_void(world, round):
    meeting = make_open(world, round, mode="hands", present=4)

    count_both(world, meeting, rows_for(meeting, hands=4))

    assert hands_chosen(round) == {}


def test_branch_nominates_without_ballots(world, round):
    meeting = make_open(world, round, "cadre", "nomination", kind="branch", group="第一支部")

    close_nomination(actor=world.clerk, meeting_id=meeting.pk)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.nominated.count()) == ("closed", 2)
    assert (pooled_counts(round), hands_chosen(round)) == ({}, {})
    with pytest.raises(ClosedAlready):
        close_nomination(actor=world.clerk, meeting_id=meeting.pk)


def test_nomination_needs_attendance_and_names(world, round):
    meeting = make_planned(world, round, "cadre", "nomination", kind="branch")
    with pytest.raises(MeetingNotOpen):
        close_nomination(actor=world.clerk, meeting_id=meeting.pk)
    open_meeting(actor=world.clerk, meeting_id=meeting.pk)

    with pytest.raises(AttendanceMissing):
        close_nomination(actor=world.clerk, meeting_id=meeting.pk)
    attend(world, meeting)
    with pytest.raises(NomineesMissing):
        close_nomination(actor=world.clerk, meeting_id=meeting.pk)


def test_void_meeting_needs_a_reason_and_destroys_slips_and_ballots(world, voted):
    with pytest.raises(ReasonNeeded):
        void_meeting(actor=world.clerk, meeting_id=voted.pk, reason=" ")

    void_meeting(actor=world.clerk, meeting_id=voted.pk, reason="停电，没有投完")

    assert (BallotBox.objects.count(), Ballot.objects.count()) == (0, 0)
    with pytest.raises(WrongState):
        void_meeting(actor=world.clerk, meeting_id=voted.pk, reason="再一次")


def test_closed_meeting_is_annulled_by_the_secretary_only(world, voted):
    close_vote(actor=world.clerk, meeting_id=voted.pk, present=12)

    with pytest.raises(NotAllowed):
        void_meeting(actor=world.clerk, meeting_id=voted.pk, reason="算错了")
    void_meeting(actor=world.secretary, meeting_id=voted.pk, reason="算错了")

    assert pooled_counts(voted.round) == {}


def test_counts_of_several_meetings_are_pooled(world, round):
    first, second = round.entries.filter(subject__category="cadre").order_by("pk")
    make_closed_meeting(round, "cadre", {first.pk: {"l5": 6, "l4": 2}, second.pk: {"l3": 8}})
    make_closed_meeting(round, "cadre", {first.pk: {"l5": 1, "l3": 4}})

    assert pooled_counts(round) == {first.pk: {"l5": 7, "l4": 2, "l3": 4}, second.pk: {"l3": 8}}


def test_few_marks_of_one_meeting_are_not_pooled_either(world, round):
    first = round.entries.filter(subject__category="cadre").first()
    make_closed_meeting(round, "cadre", {first.pk: {"l5": 6}})
    make_closed_meeting(round, "cadre", {first.pk: {"l4": 4}})

    assert pooled_counts(round) == {first.pk: {"l5": 6}}


def test_void_and_running_meetings_count_for_nothing(world, round, voted):
    assert pooled_counts(round) == {}
    assert unfinished_meetings(round) == [voted]

    void_meeting(actor=world.clerk, meeting_id=voted.pk, reason="重来")

    assert (pooled_counts(round), unfinished_meetings(round)) == ({}, [])


@pytest.mark.parametrize("meetings", [1, 4])
def test_counting_costs_the_same_for_one_and_four_meetings(world, round, meetings, django_assert_num_queries):
    for _ in range(meetings):
        first = round.entries.filter(subject__category="cadre").first()
        make_closed_meeting(round, "cadre", {first.pk: {"l5": 6}})

    with django_assert_num_queries(1):
        pooled_counts(round)
    with django_assert_num_queries(2):
        hands_chosen(round)
