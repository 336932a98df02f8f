"""Of many people accepting a filing at once exactly one wins, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from stars.errors import Refusal
from stars.models import Award, Event, SignOff
from tests.filing_making import accept, make_checked
from tests.making import make_person
from tests.rating_making import make_rating_world

CROWD = 16


@pytest.mark.db_variant
@pytest.mark.django_db(transaction=True)
def test_acceptance_by_many_at_once_has_one_winner():
    world = make_rating_world()
    filing = make_checked(world, household=2)
    crowd = [make_person(f"approver{n}", "approver", world.township) for n in range(CROWD)]
    barrier = Barrier(CROWD)

    def attempt(person) -> bool:
        barrier.wait()
        try:
            accept(world, filing, person)
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(CROWD) as pool:
        won = list(pool.map(attempt, crowd))

    assert won.count(True) == 1
    assert (SignOff.objects.count(), Award.objects.count()) == (1, 2)
    assert Event.objects.filter(action="filing_accepted").count() == 1
