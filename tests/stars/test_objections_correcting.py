"""The rules on rising and on shows of hands hold for what an upheld objection changes."""

from dataclasses import replace

import pytest
from django.utils import timezone

from stars.correcting import highest_levels
from stars.correcting_errors import AboveStep, NotChosenByHands
from stars.models import Correction, Meeting, MeetingCount
from stars.rules.loader import load_book
from stars.services.objections import Change, uphold_objection
from tests.posting_making import make_posted, object_to, taken
from tests.rating_making import entries_of

LEVELS = (5, *[3] * 39)  # daan: five per cent of forty are two places


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def entry(world):
    """A household with three stars, in a round with a place left at five."""
    return entries_of(make_posted(world, levels={"household": LEVELS}).round, "household")[1]


def correct(world, entry, level: int) -> int:
    objection = taken(world, object_to(entry.round.postings.get(), entry.pk))
    given = {"actor": world.secretary, "objection_id": objection.pk, "answer": "已核实。"}
    uphold_objection(**given, change=Change(level, "核实后更正。"))
    return Correction.objects.get().level


def hands(entry, raised: int) -> None:
    told = {"kind": "group", "mode": "hands", "title": "举手表决", "held_on": timezone.localdate()}
    meeting = Meeting(round=entry.round, state="closed", present=10, **told)
    meeting.save()
    meeting.entries.add(entry)
    MeetingCount(meeting=meeting, entry=entry, counts={"hands": raised}).save()


def test_correction_lifts_nobody_by_two_levels(world, entry):
    entry.previous_level = 3
    entry.save()

    with pytest.raises(AboveStep, match=r"四星级|four stars"):
        correct(world, entry, 5)

    assert not Correction.objects.exists()


def test_correction_may_lift_by_one_level(world, entry):
    entry.previous_level = 3
    entry.save()

    assert correct(world, entry, 4) == 4


def test_correction_at_the_first_rating_may_give_any_level(world, entry):
    assert correct(world, entry, 5) == 5


def test_correction_does_not_give_what_the_show_of_hands_refused(world, entry):
    hands(entry, 5)

    with pytest.raises(NotChosenByHands, match=r"四星级|four stars"):
        correct(world, entry, 5)


def test_correction_may_give_what_the_show_of_hands_chose(world, entry):
    hands(entry, 6)

    assert correct(world, entry, 5) == 5


@pytest.mark.parametrize(
    ("previous", "lifetime", "chosen", "limits"),
    [
        (None, False, None, {}),
        (2, False, None, {"step_rule": 3}),
        (0, False, True, {"step_rule": 1}),
        (2, False, False, {"step_rule": 3, "hand_vote": 4}),
        (None, False, False, {"hand_vote": 4}),
    ],
)
def test_highest_levels_are_those_of_the_engine(previous, lifetime, chosen, limits):
    table = load_book("daan").categories["household"]

    assert highest_levels(table, previous=previous, lifetime=lifetime, chosen=chosen) == limits


def test_holder_for_life_is_stopped_by_no_rule():
    table = replace(load_book("daan").categories["household"], lifetime_level=5)

    assert highest_levels(table, previous=1, lifetime=True, chosen=False) == {}
