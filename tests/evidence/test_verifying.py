"""What somebody changes beside Django is found, and nothing is proposed, signed or published on it."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import QuerySet

from evidence.errors import Tampered
from evidence.models import (
    Derivative,
    Dossier,
    EvidenceRevision,
    Proposal,
    Publication,
    PublishedPicture,
    PublishedStar,
    Submission,
    Verdict,
)
from evidence.queries.verifying import verify
from evidence.queries.verifying_files import verify_all
from evidence.services.publishing import publish
from evidence.services.releasing import release_star
from evidence.services.signing import sign_off
from stars.models import Award, Event, RulebookVersion, SignOff
from tests.making import (
    PASSWORD,
    judge,
    make_proposed,
    make_returned,
    make_signed,
    make_submitted,
    propose,
    section_of,
    submit,
    write,
)
from tests.portal.building import make_handed_in, make_published

pytestmark = pytest.mark.db_variant


def tamper(model, **fields) -> None:
    """As somebody with hands on the database does."""
    QuerySet(model).update(**fields)


def codes(dossier, check=verify) -> set[str]:
    return {problem.code for problem in check(Dossier.objects.get(pk=dossier.pk))}


@pytest.fixture
def published(world, dossier, tmp_path):
    make_handed_in(world, dossier, tmp_path)
    make_published(world, dossier)
    return dossier


@pytest.mark.parametrize("reach", [None, make_submitted, make_returned, make_proposed, make_signed])
def test_verify_untouched_dossier_finds_nothing(world, dossier, reach):
    if reach:
        reach(world, dossier)

    assert codes(dossier, verify_all) == set()


def test_verify_published_dossier_finds_nothing(published):
    assert codes(published, verify_all) == set()


def changed_text(content: dict) -> dict:
    content["sections"]["tidy"]["narrative"] = "改过的话。"
    return content


def test_verify_changed_submission_is_found(world, dossier):
    make_submitted(world, dossier)
    tamper(Submission, content=changed_text(Submission.objects.get().content))

    assert codes(dossier) == {"submission"}


def test_verify_submission_changed_with_its_digest_is_found(world, dossier):
    make_signed(world, dossier)
    tamper(Submission, digest="0" * 64)

    assert codes(dossier) >= {"submission", "proposal", "log"}


def test_verify_submission_taken_away_is_found(world, dossier):
    make_submitted(world, dossier)
    QuerySet(Verdict).delete()
    QuerySet(Submission).delete()

    assert "submission" in codes(dossier)


@pytest.mark.parametrize(
    ("model", "fields", "code"),
    [
        (RulebookVersion, {"source": "x"}, "rulebook"),
        (Proposal, {"note": "另一句话。"}, "proposal"),
        (Proposal, {"stars": ["tidy", "income"]}, "proposal"),
        (Verdict, {"outcome": "falls_short"}, "proposal"),
        (SignOff, {"note": "另一句话。"}, "sign_off"),
        (SignOff, {"digest": "0" * 64}, "sign_off"),
        (SignOff, {"decision": {}}, "sign_off"),
        (Award, {"dimension": "income"}, "awards"),
        (Dossier, {"state": "proposed"}, "sign_off"),
        (PublishedStar, {"narrative": "改过的话。"}, "copy"),
        (PublishedStar, {"figures": []}, "copy"),
        (PublishedStar, {"released": False}, "copy"),
        (PublishedStar, {"dimension": "income"}, "copy"),
        (PublishedPicture, {"caption": "改过的话。"}, "copy"),
        (Publication, {"title": "另一轮"}, "copy"),
        (Publication, {"year": 1999}, "copy"),
        (Derivative, {"sha256": "0" * 64}, "file"),
        (EvidenceRevision, {"original_name": "x.jpg"}, "file"),
        (Event, {"data": {}}, "log"),
    ],
    ids=lambda value: getattr(value, "__name__", None) or str(value)[:24],
)
def test_verify_changed_row_is_found(published, model, fields, code):
    tamper(model, **fields)

    assert code in codes(published)


@pytest.mark.parametrize("folder", ["originals", "derived"])
@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_verify_damaged_private_file_is_found(published, folder, damage):
    for file in [one for one in (settings.PRIVATE_MEDIA / folder).rglob("*.*") if one.is_file()]:
        file.chmod(0o644)
        file.write_bytes(b"x") if damage == "changed" else file.unlink()

    assert (codes(published), codes(published, verify_all)) == (set(), {"file"})


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_verify_damaged_public_picture_is_found(published, damage):
    for file in (settings.PUBLIC_MEDIA / "pictures").glob("*.webp"):
        file.write_bytes(b"x") if damage == "changed" else file.unlink()

    assert codes(published, verify_all) == {"public_file"}


def test_propose_on_a_changed_submission_is_refused(world, dossier):
    make_submitted(world, dossier)
    for key in ("tidy", "income"):
        judge(world, dossier, key)
    tamper(Submission, content=changed_text(Submission.objects.get().content))

    with pytest.raises(Tampered):
        propose(world, dossier, ["tidy"])

    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("model", "fields"),
    [(Proposal, {"stars": ["tidy"]}), (Verdict, {"note": "改"}), (Submission, {"salts": {}})],
)
def test_sign_off_on_changed_rows_is_refused(world, dossier, model, fields):
    digest = make_proposed(world, dossier).digest
    tamper(model, **fields)

    with pytest.raises(Tampered):
        sign_off(actor=world.approver, dossier_id=dossier.pk, digest=digest, password=PASSWORD)

    assert (SignOff.objects.count(), Award.objects.count(), Publication.objects.count()) == (0, 0, 0)


def test_publish_of_a_changed_copy_is_refused(world, dossier):
    make_signed(world, dossier)
    tamper(PublishedStar, narrative="改过的话。")

    with pytest.raises(Tampered):
        publish(publication_id=dossier.publication.pk)

    assert Publication.objects.get().published_at is None


def test_release_of_a_changed_submission_is_refused(world, dossier):
    write(world, section_of(dossier, "unity"), "组织了两次活动。")
    submit(world, dossier, ["unity"])
    make_published(world, dossier, ["unity"])
    content = Submission.objects.get().content
    content["sections"]["unity"]["narrative"] = "改过的话。"
    tamper(Submission, content=content)

    with pytest.raises(Tampered):
        release_star(actor=world.approver, dossier_id=dossier.pk, dimension="unity")

    assert PublishedStar.objects.get().narrative == ""


def run(*arguments) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_verify_command_of_untouched_dossiers_ends_well(published):
    counted = "2 dossiers, 0 runs of results, 0 postings, 0 filings checked, 0 problems"

    assert run() == (0, f"{counted}\n")


def test_verify_command_tells_problems_and_fails(published):
    tamper(PublishedStar, narrative="改过的话。")

    code, text = run("--dossier", str(published.pk), "--json")

    told = json.loads(text)
    assert (code, told["checked"], [row["code"] for row in told["problems"]]) == (1, 1, ["copy"])


def test_history_tells_the_auditor_the_result(client, world, published):
    client.force_login(world.auditor)
    url = f"/history/{published.pk}/verification/"

    fine = client.get(url).context["problems"]
    tamper(PublishedStar, narrative="改过的话。")

    assert (fine, [one.code for one in client.get(url).context["problems"]]) == ([], ["copy"])


def test_history_checks_for_auditors_only(client, world, published):
    client.force_login(world.clerk)

    assert client.get(f"/history/{published.pk}/verification/").status_code == 404
