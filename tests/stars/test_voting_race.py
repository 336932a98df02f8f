"""Many phones at once: every slip counts exactly once, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from stars.errors import Refusal
from stars.models import BallotBox, MeetingCount
from stars.services.closing import close_vote
from stars.services.voting import cast_ballot
from tests.meetings_making import entries_in, make_open, make_slips
from tests.rating_making import make_rating, make_rating_world

CROWD = 8
pytestmark = [pytest.mark.db_variant, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world():
    return make_rating_world()


@pytest.fixture
def meeting(world):
    return make_open(world, make_rating(world, state="assessing"), mode="slips")


def at_once(steps: list) -> list[bool]:
    """Whether each step was taken; all begin together."""
    barrier = Barrier(len(steps))

    def attempt(step) -> bool:
        barrier.wait()
        try:
            step()
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(attempt, steps))


def casts(meeting, codes: list[str]) -> list:
    marks = dict.fromkeys((entry.pk for entry in entries_in(meeting)), "l5")
    return [lambda code=code: cast_ballot(code=code, marks=marks) for code in codes]


def test_eight_slips_at_once_are_eight_ballots(world, meeting):
    codes = make_slips(world, meeting, CROWD)

    assert all(at_once(casts(meeting, codes)))

    box = BallotBox.objects.get()
    assert (len(box.ballots), len(box.used), box.unused) == (CROWD, CROWD, [])


def test_one_slip_on_eight_phones_is_one_ballot(world, meeting):
    codes = make_slips(world, meeting, 2)

    took = at_once(casts(meeting, codes[:1] * CROWD))

    box = BallotBox.objects.get()
    assert (took.count(True), len(box.ballots), len(box.used), len(box.unused)) == (1, 1, 1, 1)


def test_vote_during_the_closing_is_counted_or_refused(world, meeting):
    codes = make_slips(world, meeting, CROWD)
    for step in casts(meeting, codes[:5]):
        step()

    def close():
        close_vote(actor=world.clerk, meeting_id=meeting.pk, present=CROWD)

    took = at_once([close, *casts(meeting, codes[5:])])

    assert took[0]
    assert {row.counts["l5"] for row in MeetingCount.objects.all()} == {5 + took[1:].count(True)}


def test_two_closings_at_once_count_once(world, meeting):
    for step in casts(meeting, make_slips(world, meeting, CROWD)):
        step()

    def close():
        close_vote(actor=world.clerk, meeting_id=meeting.pk, present=CROWD)

    assert at_once([close, close]).count(True) == 1
    assert MeetingCount.objects.count() == 2
