"""The dry run on screen."""

import pytest
from django.urls import reverse

from stars.models import Event
from tests.rating_making import make_rating, make_rating_world
from tests.rulebooks_making import change, make_draft, make_run, make_town_administrator


@pytest.fixture
def place(db):
    world = make_rating_world()
    world.town = make_town_administrator(world)
    world.round = make_rating(world, state="filed", household=6)
    make_run(world.round, "household", [95, 92, 88, 83, 78, 60], world.secretary)
    return world


def tried(client, place, login: str, draft):
    client.force_login(getattr(place, login))
    return client.get(reverse("draft_dry_run", args=[draft.rulebook_id]), {"round": place.round.pk})


def wider(place):
    """The county's draft, in which half of all may have five stars."""
    draft = make_draft(place.administrator, place.county)
    change(place.administrator, draft, "{level: 5, share: 0.05", "{level: 5, share: 0.5")
    return draft


def test_administrator_reads_counts_and_no_name(client, place):
    draft, before = wider(place), Event.objects.count()

    page = tried(client, place, "administrator", draft).content.decode()

    assert "<strong>四星 → 五星</strong>: 2" in page
    assert "household1" not in page
    assert Event.objects.count() == before


def test_secretary_tries_a_version_on_the_own_round_and_reads_names(client, place):
    client.force_login(place.secretary)
    address = reverse("version_dry_run", args=[place.round.version.rulebook_id, 1])

    page = client.get(address, {"round": place.round.pk})

    assert page.context["with_names"]
    assert [trial.same for trial in page.context["trials"]] == [6]


def test_text_with_errors_is_not_tried(client, place):
    draft = wider(place)
    change(place.administrator, draft, "weight: 0.8", "weight: 0.9")

    page = tried(client, place, "administrator", draft)

    assert (page.context["faulty"], page.context["trials"]) == (True, [])


@pytest.mark.parametrize("round", ["0", "x", "999999"])
def test_round_that_may_not_be_tried_is_not_found(client, place, round):
    draft = wider(place)
    client.force_login(place.administrator)

    answer = client.get(reverse("draft_dry_run", args=[draft.rulebook_id]), {"round": round})

    assert answer.status_code == 404


def test_without_a_round_the_page_says_what_will_stand_there(client, place):
    place.round.assessment.state = "assessing"
    place.round.assessment.save()
    draft = wider(place)
    client.force_login(place.administrator)

    page = client.get(reverse("draft_dry_run", args=[draft.rulebook_id]))

    assert (page.status_code, page.context["rounds"]) == (200, [])
