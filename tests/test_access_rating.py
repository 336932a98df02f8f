"""The five roles and the rulebooks: every address × method × post, every step × post, own and foreign."""

import copy
import io

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files import File
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from stars.errors import NotAllowed
from stars.models import Event, User
from tests.access_rating import ADDRESSES, STEPS
from tests.access_rating.rows import EVERYBODY, make_place

pytestmark = pytest.mark.django_db  # says to pytest-django that a database is wanted


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """One place for the whole module, with everybody signed in once; nothing of it is ever committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        place = make_place()
        place.clients = {}
        for user in User.objects.filter(username__in=EVERYBODY):
            place.clients[user.username] = Client()
            place.clients[user.username].force_login(user)
        yield place
        transaction.set_rollback(True)


@pytest.fixture
def place(made, django_db_blocker):
    """The place as it was made: what a test does to it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield copy.deepcopy(made)
        transaction.set_rollback(True)


def address(name: str, place) -> str:
    wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    keys = ADDRESSES[name].keys(place)
    return reverse(name, kwargs={key: keys[key] for key in wanted})


@pytest.mark.parametrize("name", sorted(name for name, row in ADDRESSES.items() if row.get is not None))
def test_address_opens_only_for_the_posts_of_its_row(place, name):
    ADDRESSES[name].prepare(place)
    url = address(name, place)
    statuses = {person: place.clients[person].get(url).status_code for person in sorted(EVERYBODY)}

    assert set(statuses.values()) <= {200, 302, 404}
    assert {person for person, status in statuses.items() if status != 404} == ADDRESSES[name].get


@pytest.mark.parametrize("name", sorted(name for name, row in ADDRESSES.items() if row.get is None))
def test_address_that_takes_no_get_says_so(place, name):
    ADDRESSES[name].prepare(place)

    assert place.clients["secretary"].get(address(name, place)).status_code == 405


def may_post(client: Client, person: str, url: str, data: dict) -> bool:
    """Whether a post is let through, whatever else is found wrong with it; then all of it is undone."""
    with transaction.atomic():
        before = Event.objects.count()
        answer = client.post(url, data, follow=True)
        form = answer.context.get("form") if answer.context else None
        said = answer.content.decode() + str(getattr(form, "errors", ""))
        refused = answer.status_code == 404 or str(NotAllowed.message) in said
        assert not refused or Event.objects.count() == before, person
        transaction.set_rollback(True)
    return not refused


@pytest.mark.parametrize("name", sorted(name for name, row in ADDRESSES.items() if row.post is not None))
def test_address_takes_posts_from_the_posts_of_its_row_only(place, name):
    row = ADDRESSES[name]
    row.prepare(place)
    through = set()
    for person in sorted(EVERYBODY):
        data = {key: fresh(value) for key, value in row.data(place).items()}
        if may_post(place.clients[person], person, address(name, place), data):
            through.add(person)

    assert through == row.post


def fresh(value):
    """Files are read to their end by the first post: bytes become a new file each time."""
    return File(io.BytesIO(value[1]), value[0]) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", sorted(name for name, row in ADDRESSES.items() if row.post is None))
def test_address_without_post_takes_none(place, name):
    row = ADDRESSES[name]
    row.prepare(place)
    before = Event.objects.count()

    answer = place.clients[min(row.get)].post(address(name, place))

    assert answer.status_code in ((200, 302) if row.reads else (405,))
    assert Event.objects.count() == before


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_stranger_is_sent_to_the_sign_in_page(client, place, name):
    ADDRESSES[name].prepare(place)
    before = Event.objects.count()

    assert client.get(address(name, place)).status_code in (302, 401, 405)
    assert client.post(address(name, place), {"text": "x"}).status_code in (302, 401, 405)
    assert Event.objects.count() == before


def may(row, place, person: str) -> bool:
    """Whether the step was taken; then all of it is undone. Any other refusal fails the test: the row is wrong."""
    actor = User.objects.get(username=person)
    before = Event.objects.count()
    with transaction.atomic():
        try:
            with transaction.atomic():
                row.step(actor=actor, **row.given(place))
            return True
        except (NotAllowed, ObjectDoesNotExist):
            assert Event.objects.count() == before
            return False
        finally:
            transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(STEPS))
def test_step_is_taken_by_the_posts_of_its_row_and_refused_to_everybody_else(place, name):
    row = STEPS[name]
    row.prepare(place)

    took = {person for person in sorted(EVERYBODY) if may(row, place, person)}

    assert took == row.who
