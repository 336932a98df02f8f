"""The township's screens cost a fixed number of queries, whatever lies in them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence.services.answers import answer_demand
from evidence.services.reviewing import send_return
from evidence.services.signing import sign_off
from tests.making import PASSWORD, add_photo, judge, make_submitted, propose, section_of, submit, write
from tests.portal.building import add_figure, make_township

COLOURS = [(200, 40, 40), (40, 200, 40), (40, 40, 200)]
STARS = ["tidy", "income", "unity"]
LIST, DETAIL = 8, 12  # the most that a list and a detail may cost


def queries_of(client, url: str) -> int:
    client.get(url)  # the rulebook is parsed once a process
    with CaptureQueriesContext(connection) as caught:
        response = client.get(url)
    assert response.status_code == 200
    return len(caught)


def fill(world, dossier, folder, rows: int) -> None:
    """As many stars as rows, each with as many photos and figures; handed in."""
    for key in STARS[:rows]:
        section = section_of(dossier, key)
        write(world, section, f"{key}：修了三条巷道。")
        for number in range(rows):
            add_photo(world, section, folder, colour=COLOURS[number])
            add_figure(world, section, f"路灯{number}")
    submit(world, dossier, STARS[:rows])


def fill_twice(world, dossier, folder, rows: int) -> None:
    """Handed in, every star returned with as many demands as rows, mended, handed in again."""
    fill(world, dossier, folder, rows)
    for key in STARS[:rows]:
        judge(world, dossier, key, "return", demands=tuple(f"要求{number}" for number in range(rows)))
    dossier.refresh_from_db()
    send_return(actor=world.reviewer, dossier_id=dossier.pk, version=dossier.version)
    for key in STARS[:rows]:
        section = section_of(dossier, key)
        write(world, section, f"{key}：修了四条巷道。")
        for demand in section.demands.all():
            answer_demand(actor=world.clerk, demand_id=demand.pk, answer="已补。")
    submit(world, dossier)
    dossier.refresh_from_db()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["reviewer", "approver", "auditor"])
def test_desk_costs_the_same_for_1_and_3_villages(client, world, rows, who):
    places = make_township(world, rows)
    for place in places:
        make_submitted(place, place.dossier)
    client.force_login(getattr(places[0], who, world.auditor))

    assert queries_of(client, reverse("desk")) == 8 <= LIST


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "price"),
    [("review_dossier", 11), ("review_section", 10), ("changes", 10), ("history", 7), ("compare", 7)],
)
def test_review_costs_the_same_for_1_and_3_rows(client, world, dossier, tmp_path, rows, name, price):
    fill_twice(world, dossier, tmp_path, rows)
    client.force_login(world.reviewer)
    star = ["tidy"] if name == "review_section" else []

    assert queries_of(client, reverse(name, args=[dossier.pk, *star])) == price <= DETAIL


@pytest.mark.parametrize("rows", [1, 3])
def test_history_costs_the_village_the_same_for_1_and_3_rows(client, world, dossier, tmp_path, rows):
    fill_twice(world, dossier, tmp_path, rows)
    client.force_login(world.clerk)

    assert queries_of(client, reverse("history", args=[dossier.pk])) == 8 <= DETAIL


@pytest.mark.parametrize("rows", [1, 3])
def test_check_of_the_digests_costs_the_auditor_the_same_for_1_and_3_rows(
    client, world, dossier, tmp_path, rows
):
    fill_twice(world, dossier, tmp_path, rows)
    for key in STARS[:rows]:
        judge(world, dossier, key)
    sign_off(
        actor=world.approver,
        dossier_id=dossier.pk,
        digest=propose(world, dossier, ["tidy"]).digest,
        password=PASSWORD,
    )
    client.force_login(world.auditor)

    assert queries_of(client, reverse("verification", args=[dossier.pk])) == 16


@pytest.mark.parametrize("rows", [1, 3])
def test_signing_page_costs_the_same_for_1_and_3_stars(client, world, dossier, tmp_path, rows):
    fill_twice(world, dossier, tmp_path, rows)
    for key in STARS[:rows]:
        judge(world, dossier, key)
    propose(world, dossier, STARS[:rows])
    client.force_login(world.approver)

    assert queries_of(client, reverse("sign", args=[dossier.pk])) == 12 <= DETAIL
