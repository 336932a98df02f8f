"""Files on the disk: named by their digests, written whole, once, and never over one another."""

import hashlib
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evidence.intake.storage import StorageDamaged, store_file, stored_path
from tests.evidence.bad_files import files_below

DATA = b"a photo" * 1000
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def source(tmp_path) -> Path:
    path = tmp_path / "received"
    path.write_bytes(DATA)
    return path


@pytest.fixture
def root(tmp_path) -> Path:
    return tmp_path / "private" / "originals"


def test_file_is_kept_whole_and_read_only_under_its_digest(source, root):
    kept = store_file(source, root, SHA, "jpg")

    assert kept == Path(SHA[:2], SHA[2:4], f"{SHA}.jpg")
    assert files_below(root) == [root / kept]
    assert (root / kept).read_bytes() == DATA
    assert (root / kept).stat().st_mode & 0o222 == 0


def test_same_file_again_is_not_written_again(source, root):
    first = root / store_file(source, root, SHA, "jpg")
    before = first.stat()
    again = root / store_file(source, root, SHA, "jpg")

    assert (again, os.path.getmtime(again), again.stat().st_ino) == (first, before.st_mtime, before.st_ino)


def test_same_file_from_many_doors_at_once_is_kept_once(source, root):
    start = threading.Barrier(8)

    def store(_number: int) -> Path:
        start.wait()
        return store_file(source, root, SHA, "jpg")

    with ThreadPoolExecutor(8) as doors:
        kept = set(doors.map(store, range(8)))

    assert [root / path for path in kept] == files_below(root)
    assert files_below(root)[0].read_bytes() == DATA


def test_bytes_that_are_not_those_of_the_digest_are_not_kept(source, root):
    source.write_bytes(DATA + b"!")

    with pytest.raises(StorageDamaged):
        store_file(source, root, SHA, "jpg")

    assert files_below(root) == []


def test_damage_under_the_digest_is_seen_and_not_written_over(source, root):
    kept = root / store_file(source, root, SHA, "jpg")
    kept.chmod(0o600)
    kept.write_bytes(DATA[:100])

    with pytest.raises(StorageDamaged):
        store_file(source, root, SHA, "jpg")

    assert kept.read_bytes() == DATA[:100]


@pytest.mark.parametrize(
    ("sha256", "suffix"),
    [
        ("../../etc/passwd", "jpg"),
        (SHA[:-1], "jpg"),
        (SHA.upper(), "jpg"),
        (SHA + "\n", "jpg"),
        (SHA, "../jpg"),
        (SHA, ""),
        (SHA, "照片"),
        (SHA, "jpg\0"),
    ],
)
def test_only_a_digest_and_a_plain_suffix_name_a_file(source, root, sha256, suffix):
    with pytest.raises(ValueError, match="not a stored name"):
        store_file(source, root, sha256, suffix)

    assert not root.exists()


def test_suffix_may_be_given_with_its_dot():
    assert stored_path(SHA, ".webp") == stored_path(SHA, "webp")
