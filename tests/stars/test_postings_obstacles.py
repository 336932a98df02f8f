"""What keeps the results from being filed, and many people pressing one button."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from stars.errors import Refusal
from stars.models import Event, Objection, Posting
from stars.queries.postings import OBSTACLES, filing_obstacles
from stars.services.objections import dismiss_objection, take_objection
from stars.services.postings import start_posting, take_posting_down
from tests.making import make_person
from tests.posting_making import end, make_posted, make_rated, object_to, post_results, read, taken
from tests.rating_making import make_rating_world

CROWD = 8


@pytest.fixture
def world(db):
    return make_rating_world()


def test_results_are_filed_only_after_their_posting(world):
    round = make_rated(world)
    assert filing_obstacles(round) == ["not_posted"]
    posting = post_results(world, round)
    assert filing_obstacles(round) == ["posting_runs"]

    end(posting)

    assert filing_obstacles(round) == []


def test_undecided_objection_stands_in_the_way_until_it_is_answered(world):
    posting = make_posted(world)
    objection = object_to(posting)
    end(posting)
    assert filing_obstacles(posting.round) == ["objections_undecided"]
    taken(world, objection)
    assert filing_obstacles(posting.round) == ["objections_undecided"]

    dismiss_objection(actor=world.secretary, objection_id=objection.pk, answer="已核实。")

    assert filing_obstacles(posting.round) == []


def test_posting_taken_down_does_not_count_and_its_objections_still_do(world):
    posting = make_posted(world)
    object_to(posting)
    take_posting_down(actor=world.secretary, posting_id=posting.pk, reason="名单有误。")
    assert filing_obstacles(posting.round) == ["not_posted", "objections_undecided"]

    second = post_results(world, posting.round)

    assert filing_obstacles(posting.round) == ["posting_runs", "objections_undecided"]
    end(second)
    assert filing_obstacles(posting.round) == ["objections_undecided"]


def test_obstacles_cost_three_queries_and_have_words(world, django_assert_num_queries):
    round = end(make_posted(world)).round

    with django_assert_num_queries(3):
        assert filing_obstacles(round) == []
    assert set(OBSTACLES) == {"not_posted", "posting_runs", "objections_undecided", "not_rated_objects"}


def at_once(step, people) -> int:
    """How many of them took the step."""
    barrier = Barrier(len(people))

    def attempt(person) -> bool:
        barrier.wait()
        try:
            step(person)
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(attempt, people)).count(True)


@pytest.mark.db_variant
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_posts_and_one_takes_an_objection_up():
    world = make_rating_world()
    round = make_rated(world)
    crowd = [make_person(f"secretary{n}", "secretary", world.village) for n in range(CROWD)]

    told = {"round_id": round.pk, "kind": "results", "seen": read(round, "results")}
    posted = at_once(lambda one: start_posting(actor=one, **told), crowd)
    objection = object_to(Posting.objects.get())
    took = at_once(lambda one: take_objection(actor=one, objection_id=objection.pk), crowd)

    assert (posted, took) == (1, 1)
    assert Objection.objects.get().handler in crowd
    assert Event.objects.filter(action__in=("posted", "objection_taken")).count() == 2
