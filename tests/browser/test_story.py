"""From a village's Word report to a public page that a township has signed, in a browser, with real files."""

import pytest

from evidence.models import Dossier, EvidenceRevision
from tests.browser import story_filling as village
from tests.browser import story_review as township
from tests.browser.person import DESKTOP, PHONE

pytestmark = pytest.mark.browser
LEFT_OUT = ("能力提升星", "清正廉洁星")


# PostgreSQL repeats the phone: what the sizes differ in is not the database.
@pytest.mark.parametrize(
    "screen",
    [pytest.param(PHONE, id="phone", marks=pytest.mark.db_variant), pytest.param(DESKTOP, id="desktop")],
)
def test_story_from_word_report_to_signed_public_page(people, village_world, tmp_path):
    clerk, secretary, reviewer = people("clerk"), people("secretary"), people("reviewer")
    township.approver_opens_the_round(people("approver"))
    village.clerk_reads_the_ten_stars(clerk)
    village.clerk_uploads_the_report(clerk, tmp_path)
    village.clerk_decides_on_the_proposals(clerk)
    village.clerk_adds_files(clerk, tmp_path)
    village.clerk_describes_the_photos(clerk)
    village.clerk_answers_the_self_check(clerk)
    village.clerk_corrects_the_text(clerk)
    digest = village.secretary_submits(secretary, LEFT_OUT)
    township.reviewer_opens_the_desk(reviewer, digest)
    township.reviewer_judges(reviewer, marked="村容整洁星")
    township.reviewer_returns(reviewer)
    village.clerk_finds_other_stars_locked(clerk)
    village.clerk_answers_the_demands(clerk, tmp_path)
    village.secretary_resubmits(secretary)
    township.reviewer_reads_what_changed(reviewer)
    township.reviewer_proposes(reviewer)
    nothing_is_public(people(None), village_world.village.code)
    township.approver_signs(people("approver"))
    township.reader_sees_the_public_page(people(None), village_world.village.code)
    dossier = Dossier.objects.get(village=village_world.village)
    township.auditor_reads_the_history(people("auditor"), dossier.pk)


def nothing_is_public(reader, code: str) -> None:
    """Neither by page nor by a guessed address of a file."""
    page = reader.context.request.get(f"{reader.address}/villages/{code}/")
    assert "这个村还没有审定的内容" in page.text()
    for revision in EvidenceRevision.objects.select_related("file"):
        guesses = [
            f"/media/public/pictures/{revision.file.sha256}.webp",
            f"/media/private/{revision.file.path}",
        ]
        guesses += [f"/media/public/pictures/{one.sha256}.webp" for one in revision.file.derivatives.all()]
        for guess in guesses:
            assert reader.context.request.get(reader.address + guess).status == 404, guess
        answer = reader.context.request.get(
            f"{reader.address}/files/{revision.pk}/original/", max_redirects=0
        )
        assert answer.status == 302
