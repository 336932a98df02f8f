"""The same bytes a second time: told within a star, stored once everywhere, and nothing leaks by it."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evidence.errors import AlreadyThere
from evidence.models import Derivative, Dossier, Evidence, EvidenceRevision, StoredFile
from evidence.services.files import remove_evidence, revise_evidence
from tests.evidence.bad_files import files_below
from tests.making import add_photo, photo_bytes, section_of

pytestmark = pytest.mark.db_variant
JSON = {"accept": "application/json"}


def other_dossier(world, dossier) -> Dossier:
    return Dossier.objects.get(entry__round=dossier.entry.round, village=world.other_village)


def upload(client, person, dossier, name: str = "照片.jpg"):
    client.force_login(person)
    file = SimpleUploadedFile(name, photo_bytes())
    url = reverse("evidence_add", args=[dossier.pk])
    return client.post(url, {"star": "tidy", "files": file}, headers=JSON)


def test_same_photo_twice_in_a_star_is_told_and_stored_once(client, world, dossier):
    first = upload(client, world.clerk, dossier)
    kept = files_below(settings.MEDIA_ROOT)
    second = upload(client, world.clerk, dossier, "同一张.jpg")

    assert (first.status_code, second.status_code, second.json()["code"]) == (200, 422, "already_there")
    assert "已" in second.json()["message"]
    assert (Evidence.objects.count(), EvidenceRevision.objects.count()) == (1, 1)
    assert files_below(settings.MEDIA_ROOT) == kept


def test_same_photo_of_another_village_is_stored_once_and_said_to_nobody(client, world, dossier):
    mine = upload(client, world.clerk, dossier, "我们的.jpg").json()
    theirs = upload(client, world.other_clerk, other_dossier(world, dossier), "他们的.jpg").json()

    assert (StoredFile.objects.count(), Derivative.objects.count()) == (1, 3)
    assert {key for key in mine if mine[key] != theirs[key]} == {"id", "name"}
    assert [one.original_name for one in EvidenceRevision.objects.order_by("pk")] == [
        "我们的.jpg",
        "他们的.jpg",
    ]


@pytest.mark.parametrize("variant", ["original", "800"])
def test_same_bytes_do_not_open_the_other_villages_file(client, world, dossier, variant):
    upload(client, world.clerk, dossier)
    upload(client, world.other_clerk, other_dossier(world, dossier))
    mine, theirs = EvidenceRevision.objects.order_by("pk")

    answers = [client.get(reverse("file", args=[one.pk, variant])).status_code for one in (mine, theirs)]

    assert answers == [404, 200]


def test_photo_taken_out_may_be_added_again(world, dossier, tmp_path):
    remove_evidence(actor=world.clerk, evidence_id=add_photo(world, section_of(dossier), tmp_path).pk)

    again = add_photo(world, section_of(dossier), tmp_path)

    assert (list(Evidence.objects.all()), StoredFile.objects.count()) == ([again], 1)


def test_photo_that_is_there_cannot_take_anothers_place(world, dossier, tmp_path):
    add_photo(world, section_of(dossier), tmp_path)
    other = add_photo(world, section_of(dossier), tmp_path, colour=(1, 2, 3))
    same = tmp_path / "same"
    same.write_bytes(photo_bytes())

    with pytest.raises(AlreadyThere):
        revise_evidence(actor=world.clerk, evidence_id=other.pk, path=same, name="又.jpg")

    assert [revision.number for revision in other.revisions.all()] == [1]


def test_photo_may_stand_in_two_stars(world, dossier, tmp_path):
    for key in ("tidy", "income"):
        add_photo(world, section_of(dossier, key), tmp_path)

    assert (Evidence.objects.count(), StoredFile.objects.count(), Derivative.objects.count()) == (2, 1, 3)
