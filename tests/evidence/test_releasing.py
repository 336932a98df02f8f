"""Releases are logged, bound to the signature, and lose nothing when a store fails."""

import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from evidence.errors import Tampered
from evidence.models import Derivative, PublishedPicture, PublishedStar
from evidence.services.publishing import incomplete, publish
from evidence.services.releasing import release_star
from evidence.services.signing import sign_off
from stars.errors import BadInput
from stars.models import Event, SignOff
from tests.making import PASSWORD, judge, make_proposed, propose
from tests.portal.building import make_handed_in, make_published

pytestmark = pytest.mark.db_variant
STARS = ("unity", "harmony", "tidy")
PICTURES = "pictures"


def sign(world, dossier, digest, released=()):
    who = {"actor": world.approver, "dossier_id": dossier.pk, "password": PASSWORD}
    return sign_off(digest=digest, released=released, **who)


def make_waiting(world, dossier, folder) -> str:
    make_handed_in(world, dossier, folder, STARS)
    for key in STARS:
        judge(world, dossier, key)
    return propose(world, dossier, list(STARS)).digest


def public_files() -> set[str]:
    return {path.stem for path in (settings.PUBLIC_MEDIA / PICTURES).glob("*.webp")}


def test_sign_off_writes_an_event_for_each_star_it_releases(world, dossier, tmp_path):
    digest = make_waiting(world, dossier, tmp_path)

    sign(world, dossier, digest, released=("harmony", "unity"))

    told = Event.objects.filter(action="released").values_list("dimension", "actor")
    assert list(told) == [("harmony", world.approver.pk), ("unity", world.approver.pk)]


@pytest.mark.parametrize("released", [("eleventh",), ("tidy",), ("unity",)])
def test_sign_off_that_releases_what_does_not_wait_is_refused(world, dossier, released):
    digest = make_proposed(world, dossier).digest

    with pytest.raises(BadInput):
        sign(world, dossier, digest, released=released)

    assert not SignOff.objects.exists()


def test_sign_off_seals_the_released_stars_and_the_note(world, dossier, tmp_path):
    digest = make_waiting(world, dossier, tmp_path)

    signed = sign(world, dossier, digest, released=("unity",))

    assert (signed.decision["released"], signed.decision["note"], len(signed.seal)) == (["unity"], "", 64)


def test_release_whose_pictures_cannot_be_copied_is_kept_and_mended_later(world, dossier, tmp_path):
    make_handed_in(world, dossier, tmp_path, ["unity"])
    make_published(world, dossier, ["unity"])
    jobs = DBTaskResult.objects.count()
    shutil.rmtree(settings.PUBLIC_MEDIA, ignore_errors=True)
    settings.PUBLIC_MEDIA.write_text("no folder")  # so every copy fails

    star = release_star(actor=world.approver, dossier_id=dossier.pk, dimension="unity")
    settings.PUBLIC_MEDIA.unlink()

    assert (PublishedStar.objects.get().released, DBTaskResult.objects.count()) == (True, jobs + 1)
    assert incomplete() == [star.publication_id]
    call_command("publish", stdout=StringIO())
    assert (incomplete(), len(public_files())) == ([], 1)


def test_release_before_publishing_makes_no_picture_public(world, dossier, tmp_path):
    make_handed_in(world, dossier, tmp_path, ["unity"])
    make_published(world, dossier, ["unity"], public=False)

    release_star(actor=world.approver, dossier_id=dossier.pk, dimension="unity")

    assert public_files() == set()


def test_published_pictures_are_the_signed_ones(world, dossier, tmp_path):
    make_handed_in(world, dossier, tmp_path)
    publication = make_published(world, dossier)

    section = publication.proposal.submission.content["sections"]["tidy"]
    signed = {section["evidence"][0]["public"][name] for name in ("800", "400")}
    assert public_files() == signed
    assert set(PublishedPicture.objects.values_list("derivative__sha256", flat=True)) == signed


@pytest.mark.parametrize("change", ["swapped", "gone"])
def test_sign_off_without_the_signed_copy_is_refused(world, dossier, tmp_path, change):
    digest = make_waiting(world, dossier, tmp_path)
    copies = QuerySet(Derivative).filter(name="800")
    copies.update(sha256="0" * 64) if change == "swapped" else copies.delete()

    with pytest.raises(Tampered):
        sign(world, dossier, digest)

    assert not SignOff.objects.exists()


def test_changed_bytes_never_become_public(world, dossier, tmp_path):
    make_handed_in(world, dossier, tmp_path)
    publication = make_published(world, dossier, public=False)
    for file in (settings.PRIVATE_MEDIA / "derived").rglob("*.webp"):
        file.chmod(0o644)
        file.write_bytes(b"another picture")

    with pytest.raises(Tampered):
        publish(publication_id=publication.pk)

    publication.refresh_from_db()
    assert (publication.published_at, public_files()) == (None, set())
