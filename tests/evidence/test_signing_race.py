"""Of many people signing at once exactly one wins, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from evidence.services.signing import sign_off
from stars.errors import Refusal
from stars.models import Award, Event, SignOff
from tests.making import PASSWORD, make_person, make_proposed, make_round, make_world

CROWD = 32


@pytest.mark.db_variant
@pytest.mark.django_db(transaction=True)
def test_sign_off_by_many_at_once_has_one_winner():
    world = make_world()
    dossier = make_round(world)
    proposal = make_proposed(world, dossier)
    crowd = [make_person(f"approver{n}", "approver", world.township) for n in range(CROWD)]
    barrier = Barrier(CROWD)

    def attempt(person) -> bool:
        barrier.wait()
        try:
            sign_off(actor=person, dossier_id=dossier.pk, digest=proposal.digest, password=PASSWORD)
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(CROWD) as pool:
        won = list(pool.map(attempt, crowd))

    assert won.count(True) == 1
    assert (SignOff.objects.count(), Award.objects.count()) == (1, 2)
    assert Event.objects.filter(action="signed_off").count() == 1
