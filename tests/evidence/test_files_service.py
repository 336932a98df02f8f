"""Files of a section: stored once, revised never replaced, public only with consent."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from evidence.errors import AlreadyThere, DayInFuture, SectionLocked, TooLong
from evidence.intake.refusals import Refused
from evidence.models import Evidence, StoredFile
from evidence.services.files import (
    add_evidence,
    describe_evidence,
    open_revision_file,
    remove_evidence,
    revise_evidence,
)
from evidence.snapshot import snapshot
from stars.errors import BadInput, NotAllowed
from tests.making import add_photo, make_submitted, photo_bytes, section_of

pytestmark = pytest.mark.db_variant


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_photo_is_stored_under_its_digest_with_three_copies(world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)

    stored = evidence.current.file
    path, media_type, name = open_revision_file(evidence.current, "original")
    assert stored.sha256 in path.name
    assert path.read_bytes() == photo_bytes()
    assert (media_type, name) == ("image/jpeg", "照片.jpg")
    assert {copy.name for copy in stored.derivatives.all()} == {"1600", "800", "400"}


def test_same_photo_twice_in_a_star_is_refused(world, dossier, tmp_path):
    add_photo(world, section_of(dossier), tmp_path)

    with pytest.raises(AlreadyThere):
        add_photo(world, section_of(dossier), tmp_path)

    assert Evidence.objects.count() == 1


def test_same_photo_in_two_stars_is_stored_once(world, dossier, tmp_path):
    add_photo(world, section_of(dossier, "tidy"), tmp_path)
    add_photo(world, section_of(dossier, "income"), tmp_path)

    assert (Evidence.objects.count(), StoredFile.objects.count()) == (2, 1)


def test_bad_file_leaves_nothing_behind(world, dossier, tmp_path):
    path = tmp_path / "received"
    path.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    with pytest.raises(Refused):
        add_evidence(
            actor=world.clerk,
            dossier_id=dossier.pk,
            section_id=section_of(dossier).pk,
            path=path,
            name="图.jpg",
        )

    assert not Evidence.objects.exists()
    assert files_below(settings.PRIVATE_MEDIA) == []


def test_file_for_a_locked_section_is_refused(world, dossier, tmp_path):
    make_submitted(world, dossier)

    with pytest.raises(SectionLocked):
        add_photo(world, section_of(dossier), tmp_path)


@pytest.mark.parametrize("person", ["other_clerk", "far_clerk", "reviewer", "approver", "auditor", "nobody"])
def test_file_from_somebody_else_is_refused(world, dossier, tmp_path, person):
    world.clerk = getattr(world, person)

    with pytest.raises(NotAllowed):
        add_photo(world, section_of(dossier), tmp_path)


def test_revision_keeps_the_earlier_file_and_takes_consent_back(world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)
    describe(world, evidence, make_public=True, consent=True)
    better = tmp_path / "better"
    better.write_bytes(photo_bytes((20, 90, 40)))

    revise_evidence(actor=world.clerk, evidence_id=evidence.pk, path=better, name="清楚.jpg")

    evidence = Evidence.objects.get(pk=evidence.pk)
    assert [revision.number for revision in evidence.revisions.all()] == [1, 2]
    assert (evidence.current.original_name, evidence.make_public) == ("清楚.jpg", False)


def describe(world, evidence, **said):
    silent = {"caption": "新巷道", "happened_on": None, "make_public": False, "consent": False}
    return describe_evidence(actor=world.clerk, evidence_id=evidence.pk, **{**silent, **said})


def test_public_picture_without_consent_is_refused(world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)

    with pytest.raises(BadInput):
        describe(world, evidence, make_public=True, consent=False)


def test_removed_evidence_leaves_the_snapshot_but_not_the_disk(world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)
    path, _type, _name = open_revision_file(evidence.current, "original")

    remove_evidence(actor=world.clerk, evidence_id=evidence.pk)

    assert snapshot(dossier, ["tidy"], number=1)["sections"]["tidy"]["evidence"] == []
    assert path.exists()


def test_day_in_the_future_is_refused(world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)

    with pytest.raises(DayInFuture):
        describe(world, evidence, happened_on=timezone.localdate() + datetime.timedelta(days=1))


@pytest.mark.parametrize("field", ["caption", "consent_note"])
def test_words_that_do_not_fit_are_refused_and_not_cut(world, dossier, tmp_path, field):
    evidence = add_photo(world, section_of(dossier), tmp_path)

    with pytest.raises(TooLong, match="200"):
        describe(world, evidence, **{field: "路" * 201})

    evidence.refresh_from_db()
    assert (evidence.caption, evidence.consent_note) == ("", "")
