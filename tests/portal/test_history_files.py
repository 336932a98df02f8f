"""Who opens a file of a dossier: the village its own, the township what a submission names."""

import pytest
from django.urls import reverse

from evidence.services.answers import answer_demand
from evidence.services.files import remove_evidence
from tests.making import add_photo, make_returned, make_signed, section_of, submit

FOREIGN = ("other_clerk", "other_secretary", "far_clerk", "far_reviewer", "far_approver", "far_auditor")


def file_status(client, user, revision) -> int:
    client.force_login(user)
    return client.get(reverse("file", args=[revision.pk, "400"])).status_code


def test_file_taken_out_later_still_opens_for_those_who_read_it(client, world, dossier, tmp_path):
    evidence = add_photo(world, section_of(dossier), tmp_path)
    make_returned(world, dossier)
    remove_evidence(actor=world.clerk, evidence_id=evidence.pk)
    answer_demand(actor=world.clerk, demand_id=section_of(dossier).demands.get().pk, answer="已换。")
    submit(world, dossier)

    statuses = [
        file_status(client, getattr(world, who), evidence.current) for who in ("reviewer", "auditor", "clerk")
    ]

    assert statuses == [200, 200, 200]


def test_file_added_after_the_return_opens_for_the_village_only(client, world, dossier, tmp_path):
    make_returned(world, dossier)
    revision = add_photo(world, section_of(dossier), tmp_path).current

    statuses = [
        file_status(client, getattr(world, who), revision) for who in ("clerk", "reviewer", "auditor")
    ]

    assert statuses == [200, 404, 404]


@pytest.mark.parametrize("who", [*FOREIGN, "editor", "administrator", "nobody"])
def test_file_does_not_exist_for_foreign_people(client, world, dossier, tmp_path, who):
    revision = add_photo(world, section_of(dossier), tmp_path).current
    make_signed(world, dossier)

    assert file_status(client, getattr(world, who), revision) == 404


def test_original_is_sent_whole_under_its_name_and_never_kept(client, world, dossier, tmp_path):
    revision = add_photo(world, section_of(dossier), tmp_path).current
    client.force_login(world.clerk)

    response = client.get(reverse("file", args=[revision.pk, "original"]))

    assert len(b"".join(response.streaming_content)) == revision.file.size
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E7%85%A7%E7%89%87.jpg"
    assert (response["X-Content-Type-Options"], "no-store" in response["Cache-Control"]) == ("nosniff", True)


@pytest.mark.parametrize("variant", ["401", "etc", "original-2"])
def test_file_in_a_size_that_does_not_exist_is_404(client, world, dossier, tmp_path, variant):
    revision = add_photo(world, section_of(dossier), tmp_path).current
    client.force_login(world.clerk)

    assert client.get(reverse("file", args=[revision.pk, variant])).status_code == 404
