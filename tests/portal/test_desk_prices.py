"""The township's screens cost a fixed number of queries, whatever lies in them."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence.models import Dossier
from evidence.services.answers import answer_demand
from evidence.services.reviewing import send_return
from evidence.services.sections import save_figure
from stars.models import Organisation
from tests.making import (
    add_photo,
    judge,
    make_person,
    make_round,
    make_submitted,
    propose,
    section_of,
    submit,
    write,
)

COLOURS = [(200, 40, 40), (40, 200, 40), (40, 40, 200)]
STARS = ["tidy", "income", "unity"]
LIST, DETAIL = 8, 12  # the most that a list and a detail may cost


def queries_of(client, url: str) -> int:
    client.get(url)  # the rulebook is parsed once a process
    with CaptureQueriesContext(connection) as caught:
        response = client.get(url)
    assert response.status_code == 200
    return len(caught)


def make_villages(world, rows: int) -> None:
    """A township of its own with `rows` villages, all of which handed in."""
    world.township = Organisation.objects.create(
        kind="township", code="990101103000", name="丁镇", parent=world.county
    )
    for post in ("reviewer", "approver"):
        setattr(world, post, make_person(f"{post}-{rows}", post, world.township))
    villages = [
        Organisation.objects.create(
            kind="village", code=f"99010110320{n}", name=f"丁村{n}", parent=world.township
        )
        for n in range(rows)
    ]
    world.village = villages[0]
    opened = make_round(world).entry.round
    for village in villages:
        hand_in(village, Dossier.objects.get(entry__round=opened, village=village))


def hand_in(village, dossier) -> None:
    posts = {post: make_person(f"{post}-{village.code}", post, village) for post in ("clerk", "secretary")}
    make_submitted(SimpleNamespace(**posts), dossier)


def fill(world, dossier, folder, rows: int) -> None:
    """As many stars as rows, each with as many photos and figures; handed in."""
    for key in STARS[:rows]:
        section = section_of(dossier, key)
        write(world, section, f"{key}：修了三条巷道。")
        for number in range(rows):
            add_photo(world, section, folder, colour=COLOURS[number])
            values = {"label": f"路灯{number}", "value": "3", "unit": "盏", "as_of": None, "source": ""}
            save_figure(actor=world.clerk, section_id=section.pk, figure_id=None, key="", **values)
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
    make_villages(world, rows)
    client.force_login(getattr(world, who))

    assert queries_of(client, reverse("desk")) == 7 <= LIST


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
def test_signing_page_costs_the_same_for_1_and_3_stars(client, world, dossier, tmp_path, rows):
    fill_twice(world, dossier, tmp_path, rows)
    for key in STARS[:rows]:
        judge(world, dossier, key)
    propose(world, dossier, STARS[:rows])
    client.force_login(world.approver)

    assert queries_of(client, reverse("sign", args=[dossier.pk])) == 12 <= DETAIL
