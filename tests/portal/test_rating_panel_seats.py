"""The pages of the leading group: seats, excuses, how far it is."""

import pytest
from django.urls import reverse

from stars.models import PanelSeat
from stars.panel_errors import NoHead
from stars.rules.scoring import score_lines
from stars.services.panel import SeatWish
from tests.making import make_person
from tests.panel_making import full_points, give, score_entries, seat_group
from tests.rating_making import entries_of, make_rating, make_subject


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round(world):
    made = make_rating(world, state="assessing", cadre=2, household=3)
    seat_group(world, made)
    return made


def see(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(name, args=args))


def test_first_page_of_the_seats_proposes_every_holder_as_member(client, world):
    fresh = make_rating(world)

    rows = see(client, world.secretary, "panel_seats", fresh.pk).context["rows"]

    assert [(row.user.username, row.role, row.scores) for row in rows] == [
        ("panel", "member", ""),
        ("second_panel", "member", ""),
    ]


def test_seats_are_saved_and_lead_back_to_the_group(client, world):
    fresh = make_rating(world)
    client.force_login(world.secretary)

    answer = client.post(
        reverse("panel_seats", args=[fresh.pk]),
        {
            f"role-{world.panel.pk}": "head",
            f"scores-{world.panel.pk}": "0",
            f"role-{world.second_panel.pk}": "office",
            f"scores-{world.second_panel.pk}": "1",
        },
    )

    assert answer.url == reverse("panel", args=[fresh.pk])
    seats = PanelSeat.objects.filter(round=fresh).order_by("pk")
    assert list(seats.values_list("role", "scores")) == [("head", False), ("office", True)]


def test_refused_seats_stay_typed(client, world, round):
    client.force_login(world.secretary)
    url = reverse("panel_seats", args=[round.pk])

    page = client.post(
        url, {f"role-{world.panel.pk}": "deputy", f"scores-{world.panel.pk}": "0"}, follow=True
    )

    assert str(NoHead.message) in page.content.decode()
    assert (page.context["rows"][0].role, page.context["rows"][0].scores) == ("deputy", "0")
    assert PanelSeat.objects.get(round=round, user=world.panel).role == "head"


def test_excuse_without_a_reason_says_what_to_do(client, world, round):
    client.force_login(world.secretary)
    url = reverse("panel_excuse", args=[round.pk, round.seats.first().pk])

    client.post(url, {"excused": "1", "reason": ""})
    assert not PanelSeat.objects.filter(excused=True).exists()
    client.post(url, {"excused": "1", "reason": "外出务工"})

    assert "外出务工" in see(client, world.clerk, "panel", round.pk).content.decode()


def test_group_page_names_each_seats_missing_scores(client, world, round):
    cadres = entries_of(round, "cadre")
    score_entries(round, [world.panel, world.second_panel], cadres[:1])
    score_entries(round, [world.panel], cadres[1:])
    cadres[1].subject.people.add(world.second_panel)

    page = see(client, world.clerk, "panel", round.pk).context["page"]

    told = [(row.seat.user.username, row.given, row.due, len(row.missing)) for row in page.seats]
    assert told == [("panel", 2, 5, 3), ("second_panel", 1, 4, 3)]
    assert [(row.category.key, row.complete, row.entries) for row in page.categories] == [
        ("cadre", 2, 2),
        ("household", 0, 3),
    ]


def test_group_page_leads_who_scores_to_what_is_missing(client, world, round):
    body = see(client, world.panel, "panel", round.pk).content.decode()
    assert reverse("scores", args=[round.pk, "cadre", 1]) in body

    score_entries(round, [world.panel], entries_of(round, "cadre"))
    page = see(client, world.panel, "panel", round.pk).context["page"]
    assert page.next_category.category.key == "household"


def spread(client, user, round) -> list:
    return see(client, user, "panel_category", round.pk, "cadre").context["page"].object_list


def test_members_see_the_others_points_only_after_their_own(client, world, round):
    cadres = entries_of(round, "cadre")
    give(world.panel, cadres[0], full_points(cadres[0], "3"))
    give(world.panel, cadres[1], full_points(cadres[1]))
    give(world.second_panel, cadres[0], full_points(cadres[0]))

    rows = spread(client, world.second_panel, round)

    assert (rows[0].spread, rows[0].mean, rows[1].totals) == (("97.00", "100.00"), "98.50", None)
    body = see(client, world.second_panel, "panel_category", round.pk, "cadre").content.decode()
    assert "97.00" in body


def test_head_who_scores_waits_for_his_own_points_too(client, world, round):
    cadre = entries_of(round, "cadre")[0]
    give(world.second_panel, cadre, full_points(cadre))

    assert spread(client, world.panel, round)[0].totals is None


def test_head_who_does_not_score_sees_everything(client, world, round):
    seat_group(
        world, round, SeatWish(world.panel.pk, "head", False), SeatWish(world.second_panel.pk, "member")
    )
    cadre = entries_of(round, "cadre")[0]
    give(world.second_panel, cadre, full_points(cadre, "1"))

    assert spread(client, world.panel, round)[0].spread == ("99.00", "99.00")


def test_secretary_sees_spread_and_the_clerk_only_how_many(client, world, round):
    cadre = entries_of(round, "cadre")[0]
    give(world.second_panel, cadre, full_points(cadre, "1"))

    assert spread(client, world.secretary, round)[0].spread == ("99.00", "99.00")
    row = spread(client, world.clerk, round)[0]
    assert (row.given, row.due, row.totals) == (1, 2, None)


def test_nobody_sees_the_points_of_his_own_household(client, world, round):
    cadre = entries_of(round, "cadre")[0]
    cadre.subject.household = make_subject(world, "household", 50)
    cadre.subject.save()
    cadre.subject.household.people.add(world.secretary, world.panel)
    give(world.second_panel, cadre, full_points(cadre))

    assert [spread(client, user, round)[0].totals for user in (world.secretary, world.panel)] == [None, None]


def test_mean_is_told_only_when_every_score_is_there(client, world, round):
    cadre = entries_of(round, "cadre")[0]
    give(world.second_panel, cadre, full_points(cadre))

    assert spread(client, world.secretary, round)[0].mean == ""


def test_list_is_in_the_order_of_the_subjects_whatever_the_scores(client, world, round):
    entries = entries_of(round, "household")
    for less, entry in zip(("9", "0", "5"), entries, strict=True):
        give(world.second_panel, entry, full_points(entry, less))

    rows = see(client, world.secretary, "panel_category", round.pk, "household").context["page"].object_list

    keys = [(row.entry.subject.group, row.entry.subject.number) for row in rows]
    assert keys == sorted(keys)


def test_blank_sheet_has_every_line_and_everybody_in_order_but_the_seats_own(client, world, round):
    seat, entries = round.seats.get(user=world.panel), entries_of(round, "household")
    entries[1].subject.people.add(world.panel)

    answer = see(client, world.second_panel, "panel_sheet", round.pk, seat.pk, "household")

    sheet, body = answer.context["sheet"], answer.content.decode()
    rows = [(entry.subject.group, entry.subject.number, own) for entry, own in sheet.rows]
    assert rows == sorted(rows)
    assert [entry.pk for entry, own in sheet.rows if own] == [entries[1].pk]
    lines = score_lines(entries[0].table)
    assert sheet.columns == len(lines)
    assert all(f"{line.title}（{line.points}）" in body for line in lines)
    assert body.count("<td></td>") == 2 * (len(lines) + 1)
    assert "本人或本人家里，不打分" in body


def test_blank_sheet_is_for_seats_that_score_and_not_for_a_panel_post_alone(client, world, round):
    seat_group(
        world, round, SeatWish(world.panel.pk, "head", False), SeatWish(world.second_panel.pk, "member")
    )
    silent, other = round.seats.get(user=world.panel), round.seats.get(user=world.second_panel)
    third = make_person("third", "panel", world.village)

    assert see(client, world.clerk, "panel_sheet", round.pk, silent.pk, "cadre").status_code == 404
    assert see(client, world.panel, "panel_sheet", round.pk, other.pk, "cadre").status_code == 200
    assert see(client, third, "panel_sheet", round.pk, other.pk, "cadre").status_code == 404
    assert "打印空白打分表" not in see(client, third, "panel", round.pk).content.decode()


@pytest.mark.parametrize("size", [3, 30])
def test_blank_sheet_costs_the_same_however_long_the_list_is(client, world, size, django_assert_num_queries):
    made = make_rating(world, state="assessing", household=size)
    seat = seat_group(world, made)[0]
    see(client, world.clerk, "panel_sheet", made.pk, seat.pk, "household")

    with django_assert_num_queries(7):
        client.get(reverse("panel_sheet", args=[made.pk, seat.pk, "household"]))
