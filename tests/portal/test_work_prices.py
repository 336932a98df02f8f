"""The workspace costs a fixed number of queries, whatever lies in it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence.services.reviewing import send_return
from evidence.services.sections import save_figure
from stars.models import Organisation
from tests.making import add_photo, judge, make_round, section_of, submit, write

COLOURS = [(200, 40, 40), (40, 200, 40), (40, 40, 200)]


def queries_of(client, url) -> int:
    client.get(url)  # the rulebook is parsed once a process
    with CaptureQueriesContext(connection) as caught:
        response = client.get(url)
    assert response.status_code == 200
    return len(caught)


@pytest.mark.parametrize("rows", [1, 3])
def test_work_list_costs_the_same_for_1_and_3_rows(client, world, dossier, rows):
    for number in range(rows):
        code = f"99010110121{number}"
        village = Organisation.objects.create(
            kind="village", code=code, name=f"村{number}", parent=world.township
        )
        world.clerk.memberships.create(organisation=village, post="clerk")
    make_round(world, title="明年", year=dossier.entry.round.year + 1)
    client.force_login(world.clerk)

    assert queries_of(client, "/work/") == 5  # session, user, posts, dossiers, rounds of the five roles


@pytest.mark.parametrize("rows", [1, 3])
def test_dossier_costs_the_same_for_1_and_3_rows(client, world, dossier, tmp_path, rows):
    fill(world, dossier, tmp_path, rows)
    client.force_login(world.clerk)

    assert queries_of(client, reverse("dossier", args=[dossier.pk])) <= 12


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["clerk", "member", "secretary"])
def test_section_costs_the_same_for_1_and_3_rows(client, world, dossier, tmp_path, rows, who):
    fill(world, dossier, tmp_path, rows)
    client.force_login(getattr(world, who))

    assert queries_of(client, reverse("section", args=[dossier.pk, "tidy"])) == 12


def fill(world, dossier, folder, rows: int) -> None:
    section = section_of(dossier)
    for number in range(rows):
        add_photo(world, section, folder, colour=COLOURS[number])
        values = {"label": f"路灯{number}", "value": "3", "unit": "盏", "as_of": None, "source": ""}
        save_figure(actor=world.clerk, section_id=section.pk, figure_id=None, key="", **values)
    write(world, section, "修了三条巷道。")
    submit(world, dossier, ["tidy"])
    judge(world, dossier, "tidy", "return", demands=tuple(f"要求{number}" for number in range(rows)))
    dossier.refresh_from_db()
    send_return(actor=world.reviewer, dossier_id=dossier.pk, version=dossier.version)
