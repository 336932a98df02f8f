"""Names as people and others send them: shown tidily, and no path is ever made of one."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from evidence.intake.faults import Fault
from evidence.intake.naming import MAX_NAME, clean_name, extension_of
from evidence.models import EvidenceRevision
from evidence.services.files import revise_evidence
from stars.models import Event
from tests.evidence.bad_files import files_below, refusal
from tests.making import add_photo, photo_bytes, section_of

LONG = "长" * 251 + ".jpg"
STORED = re.compile(r"(originals|derived)/([0-9a-f]{2})/([0-9a-f]{2})/\2\3[0-9a-f]{60}\.(jpg|webp)")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("照片.jpg", "照片.jpg"),
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("..\\..\\windows\\a.jpg", "a.jpg"),
        ("/root/.ssh/a.jpg", "a.jpg"),
        ("C:\\照片\\村.jpg", "村.jpg"),
        ("a\0b.jpg", "ab.jpg"),
        ("照片.jpg\0.exe", "照片.jpg.exe"),
        ("一\r\n二\t三\x1b[31m.jpg", "一二三[31m.jpg"),
        ("村\u202egpj.exe.jpg", "村gpj.exe.jpg"),
        ("\ufeff村\u200b.jpg", "村.jpg"),
        ("\ud800村.jpg", "村.jpg"),
        ('<img src="x">.jpg', "_img src=_x__.jpg"),
        ("  村   委 会 .jpg  ", "村 委 会.jpg"),
        ("村.jpg. . .", "村.jpg"),
        ("e\u0301.jpg", "é.jpg"),
        ("🏡村.jpg", "🏡村.jpg"),
        (LONG, "长" * 196 + ".jpg"),
        ("没有扩展名", "没有扩展名"),
        ("-rf.jpg", "-rf.jpg"),
    ],
)
def test_name_is_shown_tidily(name, shown):
    assert clean_name(name) == shown


@pytest.mark.parametrize(
    "name", ["", ".jpg", "..", ".", "/", "\\", "../", "\0.jpg", " . .jpg", "\u202e\u200b"]
)
def test_name_of_nothing_is_refused(name):
    with pytest.raises(Fault, match="name_bad"):
        clean_name(name)


@given(st.text(max_size=400))
def test_any_name_becomes_a_harmless_one_or_none(name):
    try:
        shown = clean_name(name)
    except Fault:
        return
    assert 0 < len(shown) <= MAX_NAME
    assert re.search(r"[/\\\0-\x1f\x7f\u202a-\u202e\u2066-\u2069]", shown) is None
    assert clean_name(shown) == shown


@pytest.mark.parametrize(("name", "extension"), [("a.JPG", "jpg"), ("a.b.Png", "png"), ("a", ""), ("a.", "")])
def test_extension_is_the_last_one_in_lower_case(name, extension):
    assert extension_of(name) == extension


@pytest.mark.django_db
def test_file_without_a_usable_name_is_refused(tmp_path):
    assert refusal(tmp_path, photo_bytes(), "../.jpg") == "name_bad"


@pytest.mark.django_db
def test_extension_that_only_looks_right_is_refused(tmp_path):
    assert refusal(tmp_path, photo_bytes(), "照片.jpg\0.exe") == "extension_mismatch"


@pytest.mark.parametrize("name", ["../../../../tmp/照片.jpg", LONG, "一\0二\x1b三.jpg"])
def test_stored_files_are_named_by_their_digests_alone(world, dossier, tmp_path, name):
    evidence = add_photo(world, section_of(dossier), tmp_path, name=name)

    private = settings.PRIVATE_MEDIA
    paths = [path.relative_to(private).as_posix() for path in files_below(settings.MEDIA_ROOT)]
    assert (len(paths), [path for path in paths if not STORED.fullmatch(path)]) == (2, [])
    assert evidence.current.original_name == clean_name(name)


def test_log_has_the_tidy_name_too(world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path, name="../一\u202e.jpg")
    better = tmp_path / "better"
    better.write_bytes(photo_bytes((1, 2, 3)))
    revise_evidence(actor=world.clerk, evidence_id=evidence.pk, path=better, name="../二\u202e.jpg")

    told = [event.target for event in Event.objects.order_by("pk") if "sha256" in event.data]
    assert told == ["一.jpg", "二.jpg"]


def test_long_chinese_name_comes_back_with_the_download(client, world, dossier, tmp_path):
    add_photo(world, section_of(dossier), tmp_path, name=LONG)
    client.force_login(world.clerk)

    answer = client.get(reverse("file", args=[EvidenceRevision.objects.get().pk, "original"]))

    assert b"".join(answer.streaming_content) == photo_bytes()
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E9%95%BF")
