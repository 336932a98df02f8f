"""Shared fixtures: a township with two villages, its people, and an open round."""

import shutil

import pytest
from django.conf import settings

from tests.making import make_round, make_world


@pytest.fixture(autouse=True)
def _clean_media():
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture
def world(db):
    """Two villages of one township, a village of another, and everybody who holds a post there."""
    return make_world()


@pytest.fixture
def dossier(world):
    """The first village's dossier in an open round of ten stars."""
    return make_round(world)
