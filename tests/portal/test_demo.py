"""The demo: built once for this file through the real services, and rolled back."""

import io
import re
from pathlib import Path

import environ
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings

from evidence.models import Dossier, Publication, PublishedPicture, Section
from evidence.states import DossierState, SectionState
from evidence.stores import PUBLIC, Kept
from portal.demo.build import build_demo
from portal.demo.drawing import draw_picture
from portal.demo.places import PASSWORD, SHOWN_LOGINS
from portal.settings.storage import file_stores
from stars.models import Award, Event, Membership, Organisation, User

# Built once on one worker, not once on each.
pytestmark = pytest.mark.xdist_group("demo")
ROOT = Path(__file__).resolve().parents[2]
SIGNED = "990101101201"


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker, tmp_path_factory):
    """What was said while the demo was built. Tests here take no other database fixture."""
    folder, said = tmp_path_factory.mktemp("demo"), []
    stores = file_stores(environ.Env(), private=folder / "private", public=folder / "public")
    with django_db_blocker.unblock(), override_settings(STORAGES=_with(stores)), transaction.atomic():
        build_demo(said.append)
        yield said
        transaction.set_rollback(True)


def _with(stores: dict) -> dict:
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return stores | {"staticfiles": static}


def this_year() -> dict[str, Dossier]:
    """Dossiers of the newest round by village."""
    rows = Dossier.objects.select_related("village", "entry__round").order_by("entry__round__year")
    return {row.village.name: row for row in rows}


def test_demo_has_two_townships_and_at_least_eight_villages(county):
    kinds = list(Organisation.objects.values_list("kind", flat=True))

    assert (kinds.count("county"), kinds.count("township"), kinds.count("village") >= 8) == (1, 2, True)
    assert all(code.startswith("99") for code in Organisation.objects.values_list("code", flat=True))


def test_demo_tells_of_every_village(county):
    assert len(county) == Organisation.objects.villages().count()


def test_demo_shows_every_state_of_the_flow(county):
    """Posting comes with rulebooks that have posting days."""
    dossiers, sections = (
        set(model.objects.values_list("state", flat=True).distinct()) for model in (Dossier, Section)
    )

    assert dossiers == set(DossierState.values) - {DossierState.POSTED}
    assert sections == set(SectionState.values)


def test_demo_shows_a_dossier_that_came_back(county):
    numbers = {name: dossier.submissions.count() for name, dossier in this_year().items()}

    assert sorted(numbers.values())[-2:] == [1, 2]


def test_demo_has_one_dossier_signed_in_full_and_public(county):
    dossier = this_year()["柳湾村"]

    assert dossier.state == DossierState.SIGNED
    assert Award.objects.filter(entry=dossier.entry).count() == 10
    assert dossier.publication.published_at is not None
    assert not dossier.sections.filter(narrative="").exists()
    assert dossier.evidence.values("section").distinct().count() == 10


def test_demo_has_an_earlier_year_to_compare_with(county):
    assert Publication.objects.filter(village__code=SIGNED).count() == 2


def test_demo_pictures_are_there_for_the_public(county):
    digests = set(PublishedPicture.objects.values_list("derivative__sha256", flat=True))

    assert len(digests) > 10
    assert all(Kept(PUBLIC, f"pictures/{digest}.webp").exists() for digest in digests)


@pytest.mark.parametrize("address", ["/", f"/villages/{SIGNED}/", "/villages/", "/townships/990101102000/"])
def test_demo_pages_open_for_everybody(county, address):
    assert Client().get(address).status_code == 200


def test_demo_second_run_is_refused_and_changes_nothing(county):
    before = (Event.objects.count(), User.objects.count(), Dossier.objects.count())

    with pytest.raises(CommandError, match="empty"):
        call_command("demo")

    assert (Event.objects.count(), User.objects.count(), Dossier.objects.count()) == before


def test_second_start_keeps_the_data(county, tmp_path):
    before, out = (Event.objects.count(), User.objects.count()), io.StringIO()

    with override_settings(STATIC_ROOT=tmp_path / "static"):
        call_command("prepare", stdout=out)
        call_command("prepare", stdout=out)

    assert (Event.objects.count(), User.objects.count()) == before
    assert out.getvalue() == "Collecting static files …\n"


def printed() -> list[list[str]]:
    out = io.StringIO()
    call_command("demo", "--logins", stdout=out)
    return [line.split() for line in out.getvalue().splitlines()]


def opens(login: str, password: str) -> str:
    answer = Client().post("/accounts/sign-in/", {"username": login, "password": password})
    return getattr(answer, "url", "")


def test_demo_logins_that_are_printed_work(county):
    lines = printed()

    assert [line[0] for line in lines] == list(SHOWN_LOGINS)
    assert {opens(*line[:2]) for line in lines} == {"/work/"}


@pytest.mark.parametrize("name", ["README.md", "docs/README.zh.md"])
def test_demo_logins_of_the_readme_work(county, name):
    text = (ROOT / name).read_text(encoding="utf-8")
    logins = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)

    assert len(logins) >= 5
    assert PASSWORD in text
    assert {opens(login, PASSWORD) for login in logins} == {"/work/"}


def test_demo_gives_nobody_rights_beside_a_post(county):
    assert not User.objects.filter(is_superuser=True).exists()
    assert User.objects.count() == Membership.objects.in_force().count()


def test_demo_picture_is_the_same_for_the_same_seed(tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        draw_picture(tmp_path / name, seed)

    a, b, c = ((tmp_path / name).read_bytes() for name in "abc")
    assert (a == b, a == c) == (True, False)
