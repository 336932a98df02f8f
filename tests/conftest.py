"""Shared fixtures: a township with two villages, its people, and an open round."""

import copy
import shutil
from contextlib import ExitStack, contextmanager

import pytest
from django.conf import settings
from django.db import transaction

from tests.making import make_round, make_world
from tests.rating_making import make_rating_world


@pytest.fixture(autouse=True)
def _clean_media():
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@contextmanager
def made_once(make, blocker):
    """What `make` makes, in a transaction around all tests of a module: nothing of it is ever committed.

    One of them a module: the second would meet the codes of the first. And none in a module with transactional tests,
    which would empty the tables under this transaction.
    """
    around = ExitStack()
    with blocker.unblock(), around:
        around.enter_context(transaction.atomic())
        made = make()
        kept = around.pop_all()
    yield made
    with blocker.unblock(), kept:
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def made_world(django_db_setup, django_db_blocker):
    with made_once(make_world, django_db_blocker) as made:
        yield made


@pytest.fixture(scope="module")
def made_rating_world(django_db_setup, django_db_blocker):
    with made_once(make_rating_world, django_db_blocker) as made:
        yield made


@pytest.fixture
def world(made_world, db):
    """Two villages of one township, a village of another, and everybody who holds a post there."""
    return copy.deepcopy(made_world)


@pytest.fixture
def rating_village(made_rating_world, db):
    """That world with a leading group and counters in the first village."""
    return copy.deepcopy(made_rating_world)


@pytest.fixture
def dossier(world):
    """The first village's dossier in an open round of ten stars."""
    return make_round(world)
