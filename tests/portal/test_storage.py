"""Where files are kept: in folders or in buckets, alike for everybody who reads them."""

import hashlib
from pathlib import Path

import environ
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from evidence.intake.storage import StorageDamaged
from evidence.models import PublishedPicture
from evidence.services.files import describe_evidence
from evidence.services.publishing import publish
from evidence.stores import PRIVATE, PUBLIC, Kept, keep_private, keep_public, public_picture
from portal.settings.storage import file_stores
from tests.making import add_photo, make_signed, photo_bytes, section_of
from tests.object_store import object_store

BYTES = "一张照片".encode()
DIGEST = hashlib.sha256(BYTES).hexdigest()


def use(settings, folder: Path, **environment) -> None:
    env = environ.Env()
    env.ENVIRON = environment
    found = file_stores(env, private=folder / "private", public=folder / "public")
    settings.STORAGES = settings.STORAGES | found


@pytest.fixture(params=["folders", "buckets"])
def place(request, settings, tmp_path):
    """Both kinds of store in turn; gives what is kept there, by path."""
    if request.param == "folders":
        use(settings, tmp_path)
        yield lambda: {
            f"/{path.relative_to(tmp_path)}": path.read_bytes()
            for path in tmp_path.rglob("*")
            if path.is_file() and path.parent != tmp_path
        }
        return
    with object_store() as server:
        names = {"S3_PRIVATE_BUCKET": "private", "S3_PUBLIC_BUCKET": "public", "S3_ENDPOINT_URL": server.url}
        keys = {"S3_ACCESS_KEY_ID": "reader", "S3_SECRET_ACCESS_KEY": "x", "S3_ADDRESSING_STYLE": "path"}
        use(settings, tmp_path, **names, **keys, S3_REGION="cn-north-1")
        yield lambda: server.files


@pytest.fixture
def received(tmp_path):
    path = tmp_path / "received"
    path.write_bytes(BYTES)
    return path


def keep(received, sha256: str = DIGEST) -> str:
    return keep_private(received, folder="originals", sha256=sha256, suffix="jpg")


def test_received_file_is_kept_once_under_its_digest(place, received):
    names = {keep(received), keep(received)}

    assert names == {f"originals/{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}.jpg"}
    assert place() == {f"/private/{names.pop()}": BYTES}


def test_received_file_is_read_back_by_its_name(place, received):
    kept = Kept(PRIVATE, keep(received))

    assert (kept.name, kept.exists(), kept.read_bytes()) == (f"{DIGEST}.jpg", True, BYTES)


def test_file_with_another_digest_is_refused_and_not_kept(place, received):
    with pytest.raises(StorageDamaged):
        keep(received, "0" * 64)

    assert place() == {}


def test_file_that_is_gone_is_not_found(place):
    with pytest.raises(FileNotFoundError):
        Kept(PRIVATE, "originals/aa/bb/gone.jpg").open()


def test_private_files_have_no_address(place, received):
    with pytest.raises(ValueError, match="no address"):
        storages[PRIVATE].url(keep(received))


def test_public_copy_is_kept_once_and_read_at_our_own_address(place, received):
    original = Kept(PRIVATE, keep(received))

    keep_public(original, DIGEST)
    keep_public(original, DIGEST)

    name = public_picture(DIGEST).path
    assert place()[f"/public/{name}"] == BYTES
    assert (len(place()), storages[PUBLIC].url(name)) == (2, f"/media/public/{name}")


def test_bytes_of_another_digest_never_become_public(place, received):
    original = Kept(PRIVATE, keep(received))

    with pytest.raises(StorageDamaged):
        keep_public(original, "0" * 64)

    assert not public_picture("0" * 64).exists()


def test_article_picture_of_the_same_name_never_replaces_the_first(place):
    names = [storages[PUBLIC].save("images/a.jpg", ContentFile(text)) for text in (b"first", b"second")]

    assert names[0] != names[1]
    assert [Kept(PUBLIC, name).read_bytes() for name in names] == [b"first", b"second"]


def test_photo_goes_from_the_phone_to_the_public_page(place, client, world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)
    consent = {"make_public": True, "consent": True}
    describe_evidence(actor=world.clerk, evidence_id=evidence.pk, caption="巷道", happened_on=None, **consent)
    make_signed(world, dossier)
    picture = PublishedPicture.objects.select_related("derivative").first().derivative.sha256
    address = f"/media/public/pictures/{picture}.webp"
    client.force_login(world.reviewer)
    assert client.get(address).status_code == 404

    publish(publication_id=dossier.publication.pk)

    original = client.get(f"/files/{evidence.current.pk}/original/")
    assert original.getvalue() == photo_bytes()
    assert original["Content-Length"] == str(len(photo_bytes()))
    assert hashlib.sha256(client.get(address).getvalue()).hexdigest() == picture
