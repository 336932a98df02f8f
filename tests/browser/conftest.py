"""A real Chromium against a real server: people, each with a browser of their own."""

import os

import pytest
from playwright.sync_api import sync_playwright

from portal.bootstrap_tools import find_chromium
from portal.pages.site import ensure_site
from tests.browser.person import DESKTOP, PHONE, Person
from tests.machine import missing
from tests.making import make_person, make_world
from tests.rating_making import VILLAGE_RATERS

# Playwright keeps an event loop in this thread; the ORM's guard against async callers does not apply to it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

QUIET = ["--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"]
QUIET += ["--lang=zh-CN", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
NAMES = {
    "clerk": "周文书",
    "secretary": "李书记",
    "member": "王委员",
    "reviewer": "何审核",
    "approver": "杨审定",
    "auditor": "秦审计",
}
RATERS = dict(zip(VILLAGE_RATERS, ("杨组长", "吴成员", "冯计票", "郑计票"), strict=True))
PLACES = {"county": "青禾县", "township": "云溪镇", "village": "柳湾村", "other_village": "石桥村"}


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once; without one the tests are skipped, in CI they fail."""
    found = find_chromium()
    if missing("Chromium", found):
        pytest.skip("no Chromium here; `make test` says how to install one")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=[*QUIET, *root], env=os.environ | {"LANGUAGE": "zh_CN"}
        )
        yield browser
        browser.close()


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def screen(request):
    return request.param


@pytest.fixture
def village_world(transactional_db):
    """The world of the other tests, with names that a reader of the pictures understands."""
    world = make_world()
    for field, name in (PLACES | NAMES).items():
        row = getattr(world, field)
        row.name = name
        row.save()
    ensure_site()
    return world


@pytest.fixture
def rating_world(village_world):
    """The village with a leading group of two and two counters."""
    for login, name in RATERS.items():
        person = make_person(login, login.split("_")[-1], village_world.village)
        person.name = name
        person.save()
        setattr(village_world, login, person)
    return village_world


@pytest.fixture
def people(chromium, village_world, live_server, screen):
    """`people("clerk")`: that person's browser, signed in; `people(None)`: somebody who only reads."""
    opened: dict[str | None, Person] = {}

    def find(login: str | None) -> Person:
        if login not in opened:
            opened[login] = Person(chromium, live_server.url, screen, login)
        return opened[login]

    yield find
    for person in opened.values():
        person.close()
