"""Screens that the story does not pass, under the same checks: no barrier, nothing sideways, nothing too small."""

import pytest

from evidence.models import Publication
from evidence.services.publishing import publish
from tests.making import add_photo, make_returned, make_round, make_signed, section_of

pytestmark = pytest.mark.browser

PUBLIC = ["/", "/guide/", "/news/", "/villages/", "/townships/{township}/", "/villages/{other_village}/"]
PUBLIC += ["/villages/{village}/", "/villages/{village}/{year}/tidy/", "/nowhere/", "/accounts/sign-in/"]
SCREENS = {
    None: PUBLIC,
    "clerk": [
        "/work/",
        "/work/{returned}/tidy/",
        "/work/{returned}/income/",
        "/work/{returned}/tidy/captions/",
    ],
    "secretary": ["/work/{returned}/check/", "/work/{returned}/tidy/assign/", "/accounts/password/"],
    "reviewer": ["/desk/", "/desk/?show=waiting", "/desk/{signed}/", "/desk/{signed}/stars/tidy/"],
    "approver": ["/desk/{signed}/", "/desk/{signed}/changes/", "/history/{signed}/submissions/1/"],
    "auditor": ["/desk/", "/history/{signed}/"],
    "administrator": ["/work/"],
    "editor": ["/work/"],
    "nobody": ["/work/"],
}


@pytest.fixture
def places(village_world, tmp_path):
    """What the addresses above are filled with: one round signed, the next one returned."""
    world = village_world
    signed = make_round(world, "上年度评定", year=2025)
    add_photo(world, section_of(signed), tmp_path)
    make_signed(world, signed)
    publish(publication_id=Publication.objects.get().pk)
    returned = make_round(world)
    add_photo(world, section_of(returned), tmp_path)
    make_returned(world, returned)
    codes = {name: getattr(world, name).code for name in ("township", "village", "other_village")}
    return codes | {"signed": signed.pk, "returned": returned.pk, "year": 2025}


@pytest.mark.parametrize("login", SCREENS, ids=str)
def test_screens_have_no_barrier(people, places, login):
    person = people(login)
    for path in SCREENS[login]:
        person.open(path.format(**places))
        name = path.strip("/").split("?")[0].format(**places).replace("/", "-") or "home"
        person.look(f"{login or 'public'}-{name}")
