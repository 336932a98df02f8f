"""The same photo from many phones at once: one file, one row, and an answer to everybody."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection

from evidence.errors import AlreadyThere
from evidence.models import Derivative, Evidence, StoredFile
from tests.evidence.bad_files import files_below
from tests.making import add_photo, make_round, make_world, section_of

PHONES = 6


@pytest.mark.db_variant
@pytest.mark.django_db(transaction=True)
def test_same_photo_from_many_phones_at_once_is_stored_and_placed_once(tmp_path):
    world = make_world()
    section = section_of(make_round(world))
    barrier = Barrier(PHONES)

    def add(number: int) -> bool:
        folder = tmp_path / str(number)
        folder.mkdir()
        barrier.wait()
        try:
            add_photo(world, section, folder)
        except AlreadyThere:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(PHONES) as pool:
        placed = list(pool.map(add, range(PHONES)))

    assert placed.count(True) == 1
    assert (Evidence.objects.count(), StoredFile.objects.count(), Derivative.objects.count()) == (1, 1, 3)
    assert (
        len(files_below(settings.MEDIA_ROOT)) == 2
    )  # the photo, and one copy: it is smaller than 400 pixels
