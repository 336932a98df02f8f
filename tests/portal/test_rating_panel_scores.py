"""Giving points on screen: a table and a page an entry; nothing typed is lost."""

import pytest
from django.urls import reverse

from stars.models import PanelScore
from tests.panel_making import full_points, give, seat_group
from tests.rating_making import entries_of, make_rating


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round(world):
    made = make_rating(world, state="assessing", cadre=3)
    seat_group(world, made)
    return made


@pytest.fixture
def cadres(round):
    return entries_of(round, "cadre")


def typed(entry, points, version="0") -> dict[str, str]:
    return {f"p-{entry.pk}-{line}": text for line, text in points.items()} | {f"v-{entry.pk}": version}


def table_url(round, page=1) -> str:
    return reverse("scores", args=[round.pk, "cadre", page])


def post(client, user, url, *fields, **more):
    client.force_login(user)
    data = {key: text for one in fields for key, text in one.items()}
    return client.post(url, data | more)


def cells(page, entry) -> dict[str, str]:
    row = next(row for row in page.context["rows"] if row.mine.entry == entry)
    return {cell.line.key: cell.value for cell in row.cells}


def test_rows_are_saved_one_by_one_and_the_refused_one_stays_typed(client, world, round, cadres):
    good, bad = full_points(cadres[0], "2"), full_points(cadres[1]) | {"serve": "21"}

    page = post(client, world.panel, table_url(round), typed(cadres[0], good), typed(cadres[1], bad))

    assert page.status_code == 422
    assert PanelScore.objects.get().points == good
    assert cells(page, cadres[1])["serve"] == "21"
    (problem,) = page.context["problems"]
    assert problem[0] == f"p-{cadres[1].pk}-serve"
    assert f'href="#{problem[0]}"' in page.content.decode()
    assert f'id="{problem[0]}"' in page.content.decode()


def test_refused_row_is_still_typed_when_the_page_is_opened_again(client, world, round, cadres):
    bad = full_points(cadres[1]) | {"serve": "21"}
    post(
        client, world.panel, table_url(round), typed(cadres[0], full_points(cadres[0])), typed(cadres[1], bad)
    )

    page = client.get(table_url(round))

    assert cells(page, cadres[1])["serve"] == "21"
    assert cells(page, cadres[0]) == full_points(cadres[0])


def test_empty_rows_are_left_alone(client, world, round, cadres):
    empty = dict.fromkeys(full_points(cadres[1]), "")

    answer = post(
        client,
        world.panel,
        table_url(round),
        typed(cadres[0], full_points(cadres[0])),
        typed(cadres[1], empty),
    )

    assert answer.status_code == 302
    assert PanelScore.objects.count() == 1


def test_row_that_was_filled_by_half_says_which_points_are_missing(client, world, round, cadres):
    half = full_points(cadres[0]) | {"serve": "", "style": ""}

    page = post(client, world.panel, table_url(round), typed(cadres[0], half))

    assert [problem[0] for problem in page.context["problems"]] == [
        f"p-{cadres[0].pk}-serve",
        f"p-{cadres[0].pk}-style",
    ]


def test_second_tab_is_told_what_stands_and_saves_over_it_knowingly(client, world, round, cadres):
    give(world.panel, cadres[0], full_points(cadres[0]))
    mine = full_points(cadres[0], "5")

    page = post(client, world.panel, table_url(round), typed(cadres[0], mine))

    assert page.status_code == 422
    assert PanelScore.objects.get().points == full_points(cadres[0])
    row = next(row for row in page.context["rows"] if row.mine.entry == cadres[0])
    assert (row.version, {line.key: text for line, text in row.stands}) == ("1", full_points(cadres[0]))
    post(client, world.panel, table_url(round), typed(cadres[0], mine, row.version))
    assert PanelScore.objects.get().points == mine


def test_points_sent_after_the_session_ended_are_typed_again_after_signing_in(client, world, round, cadres):
    answer = client.post(table_url(round), typed(cadres[0], full_points(cadres[0], "2")))
    assert answer.status_code == 401
    form = {"username": "panel", "password": "a-long-enough-password"}
    kept = {"next": answer.context["next"], "kept": answer.context["kept"]}

    page = client.post(reverse("sign_in"), form | kept, follow=True)

    assert page.request["PATH_INFO"] == table_url(round)
    assert cells(page, cadres[0]) == full_points(cadres[0], "2")


def test_own_household_is_not_offered_and_refused_when_sent_all_the_same(client, world, round, cadres):
    cadres[0].subject.people.add(world.panel)
    client.force_login(world.panel)
    body = client.get(table_url(round)).content.decode()
    assert f"p-{cadres[0].pk}-" not in body
    assert f"p-{cadres[1].pk}-" in body

    answer = post(client, world.panel, table_url(round), typed(cadres[0], full_points(cadres[0])))

    assert answer.status_code == 302
    assert not PanelScore.objects.exists()


def test_entry_page_shows_roles_with_their_lines_and_goes_on_to_the_next(client, world, round, cadres):
    url = reverse("score_entry", args=[round.pk, "cadre", cadres[0].pk])
    client.force_login(world.panel)
    page = client.get(url)
    assert [(role.title, len(role.cells)) for role in page.context["roles"]] == [
        ("忠诚于党我带头", 3),
        ("服务人民我带头", 1),
        ("加快发展我带头", 2),
        ("优良作风我带头", 1),
        ("廉洁自律我带头", 2),
    ]

    answer = post(client, world.panel, url, typed(cadres[0], full_points(cadres[0])), go="next")

    assert answer.url == reverse("score_entry", args=[round.pk, "cadre", cadres[1].pk])


def test_after_the_last_entry_the_way_leads_back_to_the_group(client, world, round, cadres):
    for entry in cadres[:2]:
        give(world.panel, entry, full_points(entry))
    url = reverse("score_entry", args=[round.pk, "cadre", cadres[2].pk])

    answer = post(client, world.panel, url, typed(cadres[2], full_points(cadres[2])), go="next")

    assert answer.url == reverse("panel", args=[round.pk])


def test_entry_page_keeps_what_was_refused(client, world, round, cadres):
    url = reverse("score_entry", args=[round.pk, "cadre", cadres[0].pk])

    page = post(client, world.panel, url, typed(cadres[0], full_points(cadres[0]) | {"serve": "zwanzig"}))

    assert page.status_code == 422
    assert 'value="zwanzig"' in page.content.decode()
    assert 'value="zwanzig"' in client.get(url).content.decode()


def test_others_points_are_on_the_entry_page_only_after_ones_own(client, world, round, cadres):
    give(world.second_panel, cadres[0], full_points(cadres[0], "7.25"))
    url = reverse("score_entry", args=[round.pk, "cadre", cadres[0].pk])
    client.force_login(world.panel)
    assert "92.75" not in client.get(url).content.decode()

    give(world.panel, cadres[0], full_points(cadres[0]))

    assert "92.75" in client.get(url).content.decode()


def test_saving_goes_on_to_the_next_page(client, world):
    long = make_rating(world, state="assessing", cadre=51)
    seat_group(world, long)

    answer = post(client, world.panel, table_url(long), go="next")

    assert answer.url == table_url(long, 2)
    assert len(client.get(answer.url).context["rows"]) == 1


@pytest.mark.parametrize("state", ["preparing", "rated", "in_force"])
def test_points_can_be_read_and_not_changed_outside_the_assessment(client, world, round, cadres, state):
    give(world.panel, cadres[0], full_points(cadres[0]))
    round.assessment.state = state
    round.assessment.save()
    client.force_login(world.panel)

    body = client.get(table_url(round)).content.decode()

    assert "<form" not in body.split("<main")[1]
    assert full_points(cadres[0])["serve"] in body
    answer = post(client, world.panel, table_url(round), typed(cadres[1], full_points(cadres[1])))
    assert answer.status_code == 302
    assert PanelScore.objects.count() == 1


def test_dashui_is_scored_as_a_whole_with_the_roles_beside(client, world):
    made = make_rating(world, "dashui", state="assessing", household=1)
    made.entries.get().subject.entries.update(applied_on=made.opened_at.date())
    seat_group(world, made)
    entry = made.entries.get()
    client.force_login(world.panel)

    page = client.get(reverse("score_entry", args=[made.pk, "household", entry.pk]))

    (role,) = page.context["roles"]
    assert [cell.most for cell in role.cells] == ["100"]
    assert len(role.notes) == 5
