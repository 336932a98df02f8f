"""Files that are too large are refused by their size, with the limit, and never come into memory."""

import re
import tempfile
import tracemalloc
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from evidence import uploads
from evidence.intake.gate import examine
from evidence.intake.limits import LARGEST, MB, TYPES
from evidence.intake.refusals import Refused
from evidence.models import Evidence, StoredFile
from evidence.services.files import add_evidence
from tests.evidence.bad_files import files_below
from tests.making import photo_bytes, section_of

HUGE = 200 * MB
BORDER = "village"


def sparse(folder: Path, size: int, head: bytes = b"", tail: bytes = b"") -> Path:
    """A file of any size that takes no room on the disk."""
    path = folder / "huge"
    with path.open("wb") as file:
        file.write(head)
        file.seek(len(head) + size)
        file.write(tail)
        file.truncate()
    return path


def post_huge(client, dossier, folder: Path, name: str, size: int):
    """A phone's upload as the server gets it: the body is read from the connection bit by bit."""
    fields = f'--{BORDER}\r\nContent-Disposition: form-data; name="star"\r\n\r\ntidy\r\n'
    file = f'--{BORDER}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
    head = (fields + file).encode() + photo_bytes()
    body = sparse(folder, size - len(photo_bytes()), head, f"\r\n--{BORDER}--\r\n".encode())
    with body.open("rb") as connection:
        return client.generic(
            "POST",
            reverse("evidence_add", args=[dossier.pk]),
            headers={"accept": "application/json"},
            CONTENT_TYPE=f"multipart/form-data; boundary={BORDER}",
            CONTENT_LENGTH=str(body.stat().st_size),
            **{"wsgi.input": connection},
        )


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
def test_file_one_byte_above_the_limit_of_its_kind_is_refused(tmp_path, kind):
    path = sparse(tmp_path, kind.max_bytes + 1)

    with pytest.raises(Refused) as caught:
        examine(path, f"大.{kind.extensions[0]}", out_dir=tmp_path / "out")

    limit = kind.max_bytes // MB
    assert (caught.value.code, caught.value.params) == ("too_big", {"size": limit + 1, "limit": limit})
    assert f"{limit} MB" in str(caught.value.message)


def test_large_photo_under_the_name_of_a_document_is_refused(tmp_path):
    """A document may be larger than a photo: the kind is known only after a look."""
    path = sparse(tmp_path, 30 * MB, head=photo_bytes())

    with pytest.raises(Refused) as caught:
        examine(path, "大.pdf", out_dir=tmp_path / "out")

    assert caught.value.code == "extension_mismatch"


def test_photo_of_exactly_the_limit_is_taken(tmp_path):
    photo = photo_bytes()
    path = sparse(tmp_path, TYPES["jpeg"].max_bytes - len(photo), head=photo)

    assert examine(path, "刚好.jpg", out_dir=tmp_path / "out").size == 25 * MB


def test_photo_of_200_mb_is_refused_by_its_size(world, dossier, tmp_path):
    section, path = section_of(dossier), sparse(tmp_path, HUGE - len(photo_bytes()), head=photo_bytes())

    with pytest.raises(Refused) as caught:
        add_evidence(
            actor=world.clerk, dossier_id=dossier.pk, section_id=section.pk, path=path, name="大.jpg"
        )

    assert (caught.value.code, caught.value.params) == ("too_big", {"size": 200, "limit": 25})
    assert (Evidence.objects.count(), files_below(settings.MEDIA_ROOT)) == (0, [])


@pytest.mark.parametrize("size", [30 * MB, HUGE])
def test_upload_too_large_is_refused_without_coming_into_memory(
    client, world, dossier, tmp_path, monkeypatch, size
):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    client.force_login(world.clerk)
    client.get("/work/")  # loads the addresses and views once: they are no part of the upload
    tracemalloc.start()
    answer = post_huge(client, dossier, tmp_path, "大.jpg", size)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "too_big")
    assert re.search(rf"{size // MB} MB.*(25|50) MB.*请", told["message"])
    assert peak < 10 * MB
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert (files_below(settings.MEDIA_ROOT), files_below(temporary)) == ([], [])


def test_upload_of_200_mb_keeps_less_on_the_disk(tmp_path, monkeypatch):
    """The rest is read and thrown away, so that the phone hears the reason and not a broken line."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    handler, chunk = uploads.CappedUploadHandler(), bytes(MB)
    handler.new_file("files", "大.jpg", "image/jpeg", None, None, None)
    for number in range(60):
        handler.receive_data_chunk(chunk, number * MB)
    kept = handler.file_complete(60 * MB)

    assert (kept.too_large, kept.size) == (True, 60 * MB)
    assert Path(kept.temporary_file_path()).stat().st_size == LARGEST
    kept.close()


def test_uploads_are_cut_where_the_largest_kind_ends():
    assert uploads.LARGEST == LARGEST
