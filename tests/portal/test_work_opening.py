"""Opening files: how they are sent, and who may."""

import io
from urllib.parse import quote

import pytest
from django.urls import reverse

from evidence.models import Evidence, EvidenceRevision
from evidence.services.files import remove_evidence
from tests.making import add_photo, make_submitted, photo_bytes, section_of, submit


def first_revision(evidence: Evidence) -> EvidenceRevision:
    return evidence.revisions.get(number=1)


def test_original_is_an_attachment_with_its_chinese_name(client, world, dossier, tmp_path):
    revision = first_revision(add_photo(world, section_of(dossier), tmp_path))
    client.force_login(world.clerk)

    response = client.get(reverse("file", args=[revision.pk, "original"]))

    assert b"".join(response.streaming_content) == photo_bytes()
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('照片.jpg')}"
    assert (response["X-Content-Type-Options"], response["Content-Type"]) == ("nosniff", "image/jpeg")
    assert "no-store" in response["Cache-Control"]


def test_derivative_shows_in_the_page_as_webp(client, world, dossier, tmp_path):
    revision = first_revision(add_photo(world, section_of(dossier), tmp_path))
    client.force_login(world.clerk)

    response = client.get(reverse("file", args=[revision.pk, "400"]))

    assert (response["Content-Type"], response["Content-Disposition"][:6]) == ("image/webp", "inline")
    assert io.BytesIO(b"".join(response.streaming_content)).read(4) == b"RIFF"


@pytest.mark.parametrize("variant", ["401", "..", "2400"])
def test_file_unknown_variant_is_404(client, world, dossier, tmp_path, variant):
    revision = first_revision(add_photo(world, section_of(dossier), tmp_path))
    client.force_login(world.clerk)

    assert client.get(f"/files/{revision.pk}/{variant}/").status_code == 404


def status_for(client, user, revision) -> int:
    client.force_login(user)
    return client.get(reverse("file", args=[revision.pk, "original"])).status_code


@pytest.mark.parametrize(
    ("who", "draft", "submitted"),
    [
        ("member", 200, 200),
        ("secretary", 200, 200),
        ("reviewer", 404, 200),
        ("approver", 404, 200),
        ("auditor", 404, 200),
        ("other_clerk", 404, 404),
        ("far_reviewer", 404, 404),
        ("far_auditor", 404, 404),
        ("editor", 404, 404),
        ("nobody", 404, 404),
    ],
)
def test_file_township_opens_only_what_a_submission_names(
    client, world, dossier, tmp_path, who, draft, submitted
):
    revision = first_revision(add_photo(world, section_of(dossier), tmp_path))
    before = status_for(client, getattr(world, who), revision)
    submit(world, dossier, ["tidy"])

    assert (before, status_for(client, getattr(world, who), revision)) == (draft, submitted)


def test_file_of_a_star_left_out_stays_with_the_village(client, world, dossier, tmp_path):
    revision = first_revision(add_photo(world, section_of(dossier, "unity"), tmp_path))
    make_submitted(world, dossier)

    assert status_for(client, world.reviewer, revision) == 404


def test_file_taken_out_before_submission_is_never_the_townships(client, world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)
    remove_evidence(actor=world.clerk, evidence_id=evidence.pk)
    make_submitted(world, dossier)

    assert status_for(client, world.reviewer, first_revision(evidence)) == 404


def test_file_without_session_leads_to_sign_in(client, world, dossier, tmp_path):
    revision = first_revision(add_photo(world, section_of(dossier), tmp_path))

    assert client.get(reverse("file", args=[revision.pk, "400"])).url.startswith(reverse("sign_in"))
