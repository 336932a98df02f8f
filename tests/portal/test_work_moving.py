"""Evidence under another star, and pictures of a report that stand under none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evidence.models import Evidence
from tests.evidence.reports_making import make_docx, make_picture
from tests.making import add_photo, make_submitted, section_of

pytestmark = pytest.mark.django_db


def move(client, evidence, star):
    return client.post(
        reverse("evidence_move", args=[evidence.dossier_id, evidence.pk]), {"star": star}, follow=True
    )


def test_picture_of_a_report_without_headings_waits_on_the_reports_page(client, world, dossier):
    client.force_login(world.clerk)
    word = SimpleUploadedFile("总结.docx", make_docx("今年修了路。", make_picture("red")))
    client.post(reverse("report_new", args=[dossier.pk]), {"file": word})
    report = dossier.reports.get()
    picture = client.get(reverse("report", args=[dossier.pk, report.pk])).context["page"].pictures[0]

    assert "1 张图片还没有归到星" in client.get(reverse("dossier", args=[dossier.pk])).content.decode()
    move(client, picture, "tidy")
    assert section_of(dossier).evidence.get() == picture
    assert client.get(reverse("report", args=[dossier.pk, report.pk])).context["page"].pictures == ()


def test_moved_evidence_stands_under_the_other_star(client, world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)
    client.force_login(world.clerk)
    move(client, evidence, "income")

    assert section_of(dossier, "income").evidence.get() == evidence
    assert section_of(dossier, "income").state == "filling"


def test_same_photo_under_both_stars_is_not_moved_together(client, world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)
    add_photo(world, section_of(dossier, "income"), tmp_path)
    client.force_login(world.clerk)
    answer = move(client, evidence, "income")

    assert "没有重复保存" in answer.content.decode()
    assert section_of(dossier).evidence.count() == 1


def test_submitted_evidence_is_not_moved(client, world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)
    make_submitted(world, dossier)
    client.force_login(world.clerk)
    move(client, evidence, "income")

    assert Evidence.objects.get(pk=evidence.pk).section == section_of(dossier)


def test_star_that_the_book_does_not_have_is_404(client, world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)
    client.force_login(world.clerk)

    assert move(client, evidence, "moon").status_code == 404
