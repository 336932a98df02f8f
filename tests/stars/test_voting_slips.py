"""Casting a ballot with a slip: once, complete or not at all, and refused in words."""

import pytest

from stars.codes import code_digest, new_code, number_of, numbered_code
from stars.meeting_errors import AttendanceMissing, MeetingNotOpen, NotOnBallot, WrongMode
from stars.models import BallotBox, Event
from stars.queries.voting import ballot_for
from stars.services.closing import close_vote, void_meeting
from stars.services.meetings import open_meeting
from stars.services.voting import MOST_AT_A_TIME, add_slips, cast_ballot
from stars.vote_errors import AlreadyVoted, MoreSlipsThanPresent, SlipNumber, UnknownSlip, VoteOver
from tests.meetings_making import attend, entries_in, make_open, make_planned, make_slips, vote
from tests.rating_making import make_rating


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def meeting(world):
    return make_open(world, make_rating(world, state="assessing"), mode="slips")


def box() -> BallotBox:
    return BallotBox.objects.get()


def test_slips_exist_on_paper_only(world, meeting):
    codes = make_slips(world, meeting, 3)

    assert sorted(map(code_digest, codes)) == box().unused
    assert {number_of(code) for code in codes} == {meeting.pk}
    assert not any(code in str(row) for code in codes for row in Event.objects.values())


def test_more_slips_are_added_while_the_vote_is_open(world, meeting):
    codes = make_slips(world, meeting, 3)
    vote(meeting, codes[:1])

    more = make_slips(world, meeting, 2)

    assert box().unused == sorted(map(code_digest, codes[1:] + more))
    assert len(box().ballots) == 1


@pytest.mark.parametrize("number", [0, -1, MOST_AT_A_TIME + 1])
def test_number_of_slips_has_bounds(world, meeting, number):
    with pytest.raises(SlipNumber):
        add_slips(actor=world.clerk, meeting_id=meeting.pk, number=number)


def test_no_more_slips_than_people_present(world):
    meeting = make_open(world, make_rating(world, state="assessing"), mode="slips", present=6)
    vote(meeting, make_slips(world, meeting, 4)[:1])

    with pytest.raises(MoreSlipsThanPresent, match=r"7.*6"):
        make_slips(world, meeting, 3)
    make_slips(world, meeting, 2)

    assert (len(box().used), len(box().unused)) == (1, 5)


def test_slips_wait_until_it_is_entered_who_is_present(world):
    meeting = make_planned(world, make_rating(world, state="assessing"), mode="slips")
    open_meeting(actor=world.clerk, meeting_id=meeting.pk)

    with pytest.raises(AttendanceMissing):
        make_slips(world, meeting)


def test_slips_printed_anew_make_the_unused_ones_void(world):
    meeting = make_open(world, make_rating(world, state="assessing"), mode="slips", present=6)
    lost = make_slips(world, meeting, 6)
    vote(meeting, lost[:2])

    codes = add_slips(actor=world.clerk, meeting_id=meeting.pk, number=4, anew=True)

    assert box().unused == sorted(map(code_digest, codes))
    assert len(box().used) == 2
    with pytest.raises(UnknownSlip):
        vote(meeting, lost[2:3])


def test_fewer_people_present_than_slips_that_are_out_are_refused(world, meeting):
    make_slips(world, meeting, 8)

    with pytest.raises(MoreSlipsThanPresent):
        attend(world, meeting, present=7)
    attend(world, meeting, present=8)


def test_slips_only_for_an_open_vote_with_slips(world):
    round = make_rating(world, state="assessing")
    for meeting, refusal in [
        (make_planned(world, round, mode="slips"), MeetingNotOpen),
        (make_open(world, round), WrongMode),
    ]:
        with pytest.raises(refusal):
            make_slips(world, meeting)


def test_cast_ballot_uses_up_its_slip(world, meeting):
    first, second = make_slips(world, meeting, 2)
    one, two = entries_in(meeting)

    cast_ballot(code=first, marks={two.pk: "l3", one.pk: "l5"})

    assert (box().used, box().unused) == ([code_digest(first)], [code_digest(second)])
    assert box().ballots == [{str(one.pk): "l5", str(two.pk): "l3"}]


def test_whom_nobody_marks_stays_blank(world, meeting):
    cast_ballot(code=make_slips(world, meeting)[0], marks={})

    assert box().ballots == [{}]


def test_slip_used_twice_counts_once(world, meeting):
    code = make_slips(world, meeting)[0]
    vote(meeting, [code])

    with pytest.raises(AlreadyVoted):
        vote(meeting, [code.lower().replace("-", " ")], "l0")
    with pytest.raises(AlreadyVoted):
        ballot_for(code)
    assert [set(marks.values()) for marks in box().ballots] == [{"l5"}]


def test_unknown_slip_is_told_from_a_used_one(world, meeting):
    for code in (numbered_code(meeting.pk), numbered_code(meeting.pk + 1), new_code(), "", "票票票"):
        with pytest.raises(UnknownSlip):
            vote(meeting, [code])


def test_slip_of_another_meeting_is_unknown_there(world, meeting):
    other = make_open(world, meeting.round, mode="slips", group="2组")
    code = make_slips(world, meeting)[0]

    assert ballot_for(code).meeting == meeting
    with pytest.raises(NotOnBallot):
        vote(other, [code])


@pytest.mark.parametrize("end", ["closed", "void"])
def test_slip_after_the_end_is_told_so(world, meeting, end):
    codes = make_slips(world, meeting)
    vote(meeting, codes[:5])
    if end == "closed":
        close_vote(actor=world.clerk, meeting_id=meeting.pk, present=12)
    else:
        void_meeting(actor=world.clerk, meeting_id=meeting.pk, reason="重来")

    for code in (codes[0], codes[7]):
        with pytest.raises(VoteOver):
            vote(meeting, [code])
        with pytest.raises(VoteOver):
            ballot_for(code)


def test_slip_of_a_meeting_that_has_not_begun_is_unknown(world):
    meeting = make_planned(world, make_rating(world, state="assessing"), mode="slips")

    with pytest.raises(UnknownSlip):
        ballot_for(numbered_code(meeting.pk))


@pytest.mark.parametrize("option", ["l9", "blank", "", "hands"])
def test_choice_that_the_ballot_does_not_have_is_refused(world, meeting, option):
    code = make_slips(world, meeting)[0]

    with pytest.raises(NotOnBallot):
        vote(meeting, [code], option)
    assert (box().used, box().ballots) == ([], [])


def test_mark_for_somebody_who_is_not_on_the_ballot_is_refused(world, meeting):
    stranger = meeting.round.entries.filter(subject__group="2组").first()

    with pytest.raises(NotOnBallot):
        cast_ballot(code=make_slips(world, meeting)[0], marks={stranger.pk: "l5"})


@pytest.mark.parametrize("size", [9, 90])
def test_ballot_costs_two_queries_however_many_stand_on_it(world, django_assert_num_queries, size):
    round = make_rating(world, state="assessing", household=size)
    meeting = make_open(world, round, mode="slips")
    code = make_slips(world, meeting)[0]

    with django_assert_num_queries(2):
        paper = ballot_for(code)

    assert [entry.subject.number for entry in paper.parts[0].entries] == [
        f"{number:03}" for number in range(3, size + 1, 3)
    ]
