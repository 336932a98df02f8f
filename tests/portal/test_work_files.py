"""Files through the screens: adding, describing, replacing, opening, and who may."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evidence import uploads
from evidence.models import Evidence, EvidenceRevision, StoredFile
from tests.making import add_photo, photo_bytes, section_of

JSON = {"HTTP_ACCEPT": "application/json"}


def upload(client, dossier, *files, star="tidy", **headers):
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(reverse("evidence_add", args=[dossier.pk]), {"star": star, "files": sent}, **headers)


def test_upload_of_one_file_by_script_answers_its_digest(client, world, dossier):
    client.force_login(world.clerk)

    answer = upload(client, dossier, ("路灯.jpg", photo_bytes()), **JSON).json()

    stored = StoredFile.objects.get()
    assert answer == {
        "ok": True,
        "id": Evidence.objects.get().pk,
        "sha256": stored.sha256,
        "name": "路灯.jpg",
    }


def test_upload_of_several_by_form_tells_each_its_fate(client, world, dossier):
    client.force_login(world.clerk)
    good, broken = photo_bytes(), photo_bytes((1, 2, 3))[:400]

    response = upload(client, dossier, ("好.jpg", good), ("断.jpg", broken), ("又.jpg", good))

    told = [(result["name"], result.get("code", "")) for result in response.context["results"]]
    assert told == [("好.jpg", ""), ("断.jpg", "broken_image"), ("又.jpg", "already_there")]
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
        ("empty.jpg", b"", "empty"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_office"),
    ],
)
def test_upload_refused_says_why_and_leaves_nothing(client, world, dossier, name, data, code):
    client.force_login(world.clerk)

    response = upload(client, dossier, (name, data), **JSON)

    assert (response.status_code, response.json()["code"]) == (422, code)
    assert not Evidence.objects.exists()
    assert not [path for path in settings.PRIVATE_MEDIA.rglob("*") if path.is_file()]


def test_upload_too_large_is_cut_and_refused(client, world, dossier, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 1000)
    client.force_login(world.clerk)

    response = upload(client, dossier, ("大.jpg", photo_bytes(size=(1200, 900))), **JSON)

    assert (response.status_code, response.json()["code"]) == (422, "too_big")


@pytest.mark.parametrize("name", ["../../etc/passwd.jpg", "长" * 250 + ".jpg"])
def test_upload_name_is_only_a_name(client, world, dossier, name):
    client.force_login(world.clerk)

    assert upload(client, dossier, (name, photo_bytes()), **JSON).json()["ok"]
    kept = EvidenceRevision.objects.get().original_name
    assert "/" not in kept
    assert kept.endswith(".jpg")


def test_upload_without_a_file_or_session(client, world, dossier):
    nobody = upload(client, dossier, ("a.jpg", photo_bytes()), **JSON)
    client.force_login(world.clerk)
    empty = upload(client, dossier, **JSON)

    assert (nobody.status_code, nobody.json()["code"]) == (401, "signed_out")
    assert (empty.status_code, empty.json()["code"]) == (422, "bad_input")


@pytest.mark.parametrize("who", ["other_clerk", "reviewer", "approver", "auditor", "nobody"])
def test_upload_into_another_village_is_404(client, world, dossier, who):
    client.force_login(getattr(world, who))

    assert upload(client, dossier, ("a.jpg", photo_bytes()), **JSON).status_code == 404


def test_describe_public_needs_consent_and_typing_stays(client, world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)
    url = reverse("evidence_edit", args=[dossier.pk, evidence.pk])
    typed = {"caption": "新装的路灯", "happened_on": "2026-05-01", "make_public": "on"}
    client.force_login(world.clerk)
    refused = client.post(url, typed)
    assert (refused.status_code, refused.context["form"]["caption"].value()) == (422, "新装的路灯")

    client.post(url, typed | {"consent": "on", "consent_note": "口头同意"})
    evidence.refresh_from_db()
    assert (evidence.caption, evidence.make_public, evidence.consent) == ("新装的路灯", True, True)


def test_replaced_file_keeps_the_earlier_one(client, world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)
    url = reverse("evidence_revise", args=[dossier.pk, evidence.pk])
    client.force_login(world.clerk)
    client.post(url, {"file": SimpleUploadedFile("更清楚.jpg", photo_bytes((9, 9, 90)))})

    assert list(evidence.revisions.values_list("number", "original_name")) == [
        (1, "照片.jpg"),
        (2, "更清楚.jpg"),
    ]


def test_removed_evidence_is_gone_from_the_star(client, world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)
    client.force_login(world.clerk)
    client.post(reverse("evidence_remove", args=[dossier.pk, evidence.pk]))

    assert client.get(reverse("section", args=[dossier.pk, "tidy"])).context["page"].evidence == ()
    assert client.get(reverse("evidence_edit", args=[dossier.pk, evidence.pk])).status_code == 404
