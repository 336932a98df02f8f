"""Planning a meeting: what the rulebook allows, whom it assesses, until when it can be changed."""

import pytest
from django.utils import timezone

from stars.assessing import AssessmentState
from stars.errors import Stale, WrongState
from stars.meeting_errors import (
    CountingBegun,
    GroupMissing,
    KindNotInBook,
    MeetingBegun,
    MorePresentThanDue,
    NobodyToAssess,
    NoCategory,
    NoHands,
    NomineesMissing,
    NotOnBallot,
    TooManyOnBallot,
    WrongMode,
)
from stars.models import Event, Meeting
from stars.services import meetings as services
from stars.services.meetings import change_meeting, nominate, open_meeting, set_attendance
from tests.exclusion_making import excluded_row
from tests.meetings_making import attend, enter, entries_in, make_open, make_planned, plan_of
from tests.rating_making import make_rating


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round(world):
    return make_rating(world, state="assessing")


def test_meeting_of_a_villagers_group_assesses_its_households(world, round):
    meeting = make_planned(world, round)

    assert {entry.subject.group for entry in entries_in(meeting)} == {"1组"}
    assert len(entries_in(meeting)) == 2
    assert Event.objects.get(action="meeting_planned").target == meeting.title


def test_meeting_assesses_nobody_who_may_not_be_rated(world, round):
    barred = round.entries.filter(subject__group="1组").first()
    excluded_row(world, barred)

    assert barred not in entries_in(make_planned(world, round))


@pytest.mark.parametrize(
    ("refusal", "plan"),
    [
        (NoCategory, plan_of(categories=())),
        (NoCategory, plan_of(categories=("member",))),
        (KindNotInBook, plan_of("household", kind="members")),
        (KindNotInBook, plan_of("cadre", kind="group", group="1组")),
        (WrongMode, plan_of("cadre", kind="branch")),
        (WrongMode, plan_of("cadre", "nomination")),
        (NoHands, plan_of("cadre", "hands")),
        (GroupMissing, plan_of(group=" ")),
        (NobodyToAssess, plan_of(group="9组")),
    ],
)
def test_plan_that_the_book_does_not_know_is_refused(world, round, refusal, plan):
    with pytest.raises(refusal):
        services.plan_meeting(actor=world.clerk, round_id=round.pk, plan=plan)

    assert not Meeting.objects.exists()


def test_hands_only_where_the_book_lets_hands_decide(world):
    shimen = make_rating(world, "shimen", state="assessing", household=3)

    with pytest.raises(NoHands):
        make_planned(world, shimen, "household", "hands", kind="representatives", group="")


@pytest.mark.parametrize("state", sorted(set(AssessmentState) - {AssessmentState.ASSESSING}))
def test_meetings_are_planned_only_while_the_round_assesses(world, state):
    with pytest.raises(WrongState):
        make_planned(world, make_rating(world, state=state))


def test_plan_changes_until_the_meeting_begins(world, round):
    meeting = make_planned(world, round)
    plan = plan_of(group="2组", title="二组院坝会")

    change_meeting(actor=world.clerk, meeting_id=meeting.pk, version=0, plan=plan)

    meeting.refresh_from_db()
    assert (meeting.title, {entry.subject.group for entry in entries_in(meeting)}) == ("二组院坝会", {"2组"})
    with pytest.raises(Stale):
        change_meeting(actor=world.clerk, meeting_id=meeting.pk, version=0, plan=plan)
    open_meeting(actor=world.clerk, meeting_id=meeting.pk)
    with pytest.raises(MeetingBegun):
        change_meeting(actor=world.clerk, meeting_id=meeting.pk, version=2, plan=plan)


def test_more_present_than_due_is_refused(world, round):
    meeting = make_planned(world, round)

    with pytest.raises(MorePresentThanDue):
        attend(world, meeting, present=31, due=30)
    attend(world, meeting, present=30, due=30)

    meeting.refresh_from_db()
    assert (meeting.due, meeting.present) == (30, 30)


def test_two_people_entering_who_is_present_see_each_other(world, round):
    meeting = make_planned(world, round)
    attend(world, meeting, present=20)

    with pytest.raises(Stale):
        set_attendance(actor=world.secretary, meeting_id=meeting.pk, version=0, due=30, present=21)


def test_attendance_of_a_show_of_hands_stands_once_a_counter_began(world, round):
    meeting = make_open(world, round, mode="hands")
    enter(world, meeting, world.counter, {entry.pk: {"hands": 11} for entry in entries_in(meeting)})

    with pytest.raises(CountingBegun):
        attend(world, meeting, present=19)
    attend(world, meeting, present=20, due=25)


def test_only_those_assessed_are_nominated(world, round):
    meeting = make_planned(world, round, mode="hands")
    stranger = round.entries.filter(subject__category="cadre").first()

    with pytest.raises(NotOnBallot):
        nominate(actor=world.clerk, meeting_id=meeting.pk, entry_ids=frozenset({stranger.pk}))
    with pytest.raises(NomineesMissing):
        open_meeting(actor=world.clerk, meeting_id=meeting.pk)


def test_nobody_is_nominated_where_ballots_decide(world, round):
    with pytest.raises(WrongMode):
        nominate(actor=world.clerk, meeting_id=make_planned(world, round).pk, entry_ids=frozenset())


def test_whoever_may_no_longer_be_rated_leaves_the_meeting_when_it_begins(world, round):
    meeting = make_planned(world, round)
    first, second = entries_in(meeting)
    excluded_row(world, first)

    open_meeting(actor=world.clerk, meeting_id=meeting.pk)

    assert entries_in(meeting) == [second]


def test_ballot_too_long_for_a_phone_is_refused_before_the_vote(world, round, monkeypatch):
    monkeypatch.setattr(services, "MOST_ON_A_BALLOT", 1)

    with pytest.raises(TooManyOnBallot):
        make_open(world, round, mode="slips")


def test_refusal_names_the_meetings_that_the_book_has(world, round):
    title = round.version.book.categories["cadre"].title

    with pytest.raises(KindNotInBook, match=f"{title}.*{Meeting.Kind.MEMBERS.label}"):
        make_planned(world, round, "cadre", kind="group", group="1组")


def test_where_each_applies_for_himself_only_applicants_are_assessed(world):
    shimen = make_rating(world, "shimen", state="assessing", household=3)
    applied = shimen.entries.first()
    applied.applied_on = timezone.localdate()
    applied.save()

    meeting = make_planned(world, shimen, kind="representatives", group="")

    assert entries_in(meeting) == [applied]
