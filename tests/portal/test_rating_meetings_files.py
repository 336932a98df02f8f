"""Photographs of signed sheets: through the gate, kept inside, opened by the village's posts only."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evidence.errors import AlreadyThere
from evidence.models import RoundFile, StoredFile
from evidence.services.round_files import RoundFileKind, keep_meeting_file, take_out_meeting_file
from stars.errors import WrongState
from stars.models import Event
from tests.making import photo_bytes
from tests.meetings_making import make_open
from tests.rating_making import make_rating

PHOTO = photo_bytes((120, 90, 60))


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def meeting(world):
    return make_open(world, make_rating(world, state="assessing"))


def keep(world, meeting, tmp_path: Path, name: str = "计票单.jpg", content: bytes = PHOTO) -> RoundFile:
    path = tmp_path / "upload"
    path.write_bytes(content)
    return keep_meeting_file(actor=world.counter, meeting_id=meeting.pk, path=path, name=name)


def opened(client, user, row: RoundFile, variant: str = "original"):
    client.force_login(user)
    return client.get(reverse("round_file", args=[row.meeting.round_id, row.pk, variant]))


def test_photograph_is_kept_with_its_name_and_an_event(world, meeting, tmp_path):
    row = keep(world, meeting, tmp_path)

    assert (row.original_name, row.file.kind, row.uploaded_by) == ("计票单.jpg", "jpeg", world.counter)
    assert Event.objects.get(action="sheet_kept").target == "计票单.jpg"


def test_upload_on_the_page_keeps_it(client, world, meeting):
    client.force_login(world.clerk)
    url = reverse("meeting_file_add", args=[meeting.round_id, meeting.pk])

    client.post(url, {"file": SimpleUploadedFile("sheet.jpg", PHOTO, "image/jpeg")})

    assert RoundFile.objects.get().meeting == meeting
    assert "sheet.jpg" in client.get(reverse("meeting", args=[meeting.round_id, meeting.pk])).content.decode()


def test_form_without_a_file_says_so(client, world, meeting):
    client.force_login(world.clerk)

    answer = client.post(reverse("meeting_file_add", args=[meeting.round_id, meeting.pk]), follow=True)

    assert 'role="alert"' in answer.content.decode()


def test_other_papers_are_refused_before_anything_is_stored(world, meeting, tmp_path):
    with pytest.raises(RoundFileKind):
        keep(world, meeting, tmp_path, "计票单.docx", b"PK")

    assert not StoredFile.objects.exists()


def test_same_photograph_twice_is_refused(world, meeting, tmp_path):
    keep(world, meeting, tmp_path)

    with pytest.raises(AlreadyThere):
        keep(world, meeting, tmp_path)


def test_photograph_that_was_taken_out_is_gone_for_everybody(client, world, meeting, tmp_path):
    row = keep(world, meeting, tmp_path)
    assert opened(client, world.member, row).status_code == 200

    take_out_meeting_file(actor=world.clerk, file_id=row.pk)

    assert opened(client, world.clerk, row).status_code == 404
    with pytest.raises(WrongState):
        take_out_meeting_file(actor=world.clerk, file_id=row.pk)
    assert keep(world, meeting, tmp_path).pk != row.pk


def test_copies_show_in_the_page_and_the_original_downloads(client, world, meeting, tmp_path):
    row = keep(world, meeting, tmp_path)

    small, original = (opened(client, world.panel, row, variant) for variant in ("400", "original"))

    assert (small["Content-Type"], original["Content-Type"]) == ("image/webp", "image/jpeg")
    assert original["Content-Disposition"].startswith("attachment")
    assert original["X-Content-Type-Options"] == "nosniff"
    assert opened(client, world.panel, row, "9000").status_code == 404


def test_photograph_is_not_there_under_another_round(client, world, meeting, tmp_path):
    row = keep(world, meeting, tmp_path)
    other = make_rating(world, state="assessing", village=world.other_village)

    for person in (world.clerk, world.other_clerk):
        client.force_login(person)
        assert client.get(reverse("round_file", args=[other.pk, row.pk, "original"])).status_code == 404


def test_nothing_is_added_to_an_archived_round(world, meeting, tmp_path):
    meeting.round.assessment.state = "archived"
    meeting.round.assessment.save()

    with pytest.raises(WrongState):
        keep(world, meeting, tmp_path)
