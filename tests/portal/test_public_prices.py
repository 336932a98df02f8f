"""Public pages: at most four queries, a small page, no session, no cookie, no script."""

import gzip
import random
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.pages.site import ensure_site
from tests.making import make_round, section_of, submit, write
from tests.portal.building import add_figure, add_picture, make_handed_in, make_published, make_township

STARS = ("tidy", "income", "civility")
MOST = 4
KILOBYTE = 1000


def queries_of(client, url: str) -> list[str]:
    client.get(url)  # the rulebook is parsed once a process
    with CaptureQueriesContext(connection) as caught:
        response = client.get(url)
    assert response.status_code == 200
    return [query["sql"] for query in caught]


def make_years(world, dossier, folder, rows: int) -> None:
    """As many signed years as rows, each with as many stars, figures and pictures."""
    for back in range(rows):
        year = dossier.entry.round.year - back
        one = make_round(world, title=f"{year} 年", year=year) if back else dossier
        make_handed_in(world, one, folder, STARS[:rows], rows)
        make_published(world, one, STARS[:rows])


def addresses(world, dossier) -> dict[str, str]:
    code, year = world.village.code, dossier.entry.round.year
    return {
        "villages": reverse("villages"),
        "township": reverse("township_page", args=[world.township.code]),
        "village": reverse("village_page", args=[code]),
        "year": reverse("village_year", args=[code, year]),
        "star": reverse("star_page", args=[code, year, "tidy"]),
        "home": "/",
    }


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", ["village", "year", "star"])
def test_village_and_star_cost_the_same_for_1_and_3_rows(client, world, dossier, tmp_path, rows, name):
    make_years(world, dossier, tmp_path, rows)

    assert len(queries_of(client, addresses(world, dossier)[name])) == 4 <= MOST


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "price"), [("township", 3), ("villages", 1)])
def test_township_costs_the_same_for_1_and_3_villages(client, world, tmp_path, rows, name, price):
    places = make_township(world, rows)
    for place in places:
        make_handed_in(place, place.dossier, tmp_path)
        make_published(place, place.dossier)

    assert len(queries_of(client, addresses(places[0], places[0].dossier)[name])) == price <= MOST


@pytest.mark.parametrize("name", ["home", "villages", "township", "village", "year", "star"])
def test_public_page_knows_no_reader(client, world, dossier, tmp_path, name):
    ensure_site()
    make_years(world, dossier, tmp_path, 1)
    url = addresses(world, dossier)[name]
    stranger = client.get(url)
    client.force_login(world.clerk)  # a browser that is signed in sends its cookie here too

    asked = queries_of(client, url)
    response = client.get(url)

    assert [sql for sql in asked if "session" in sql or "stars_user" in sql] == []
    assert response.content == stranger.content
    assert "cookie" not in response.get("Vary", "").lower()
    assert (stranger.cookies, dict(response.cookies)) == ({}, {})


@pytest.mark.parametrize("name", ["home", "villages", "township", "village", "year", "star"])
def test_public_page_runs_no_script(client, world, dossier, tmp_path, name):
    ensure_site()
    make_years(world, dossier, tmp_path, 1)

    body = client.get(addresses(world, dossier)[name]).content.decode()

    assert re.findall(r"<script|\son\w+=|javascript:", body, re.IGNORECASE) == []


def fill_ten_stars(world, dossier, folder) -> list[str]:
    """As much as a real report: 5,000 characters that compress badly, fifty figures, ten pictures."""
    chance = random.Random(5)
    keys = [dimension.key for dimension in dossier.entry.round.table.dimensions]
    for number, key in enumerate(keys):
        section = section_of(dossier, key)
        write(world, section, "".join(chr(chance.randrange(0x4E00, 0x5E00)) for _ in range(500)))
        for row in range(5):
            add_figure(world, section, f"项目{row}{key}"[:60], str(chance.randrange(10_000)))
        add_picture(world, section, folder, 20 * number, public=True)
    submit(world, dossier, keys)
    return keys


def test_full_village_page_is_small(client, world, dossier, tmp_path):
    keys = fill_ten_stars(world, dossier, tmp_path)
    make_published(world, dossier, keys, released=("unity", "harmony"))

    body = client.get(addresses(world, dossier)["village"]).content

    assert body.count(b"<img") == 10
    assert len(gzip.compress(body, 6)) <= 30 * KILOBYTE
