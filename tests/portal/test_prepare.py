"""Starting an installation without the demo."""

import contextlib
import io

import pytest
from django.core.management import CommandError, call_command

from portal.demo.places import SHOWN_LOGINS
from portal.pages.models import HomePage
from stars.models import Organisation, User
from tests.making import make_person


@pytest.fixture
def prepared(db, settings, tmp_path) -> list[str]:
    """What two starts in a row said."""
    settings.STATIC_ROOT, outs = tmp_path / "static", [io.StringIO(), io.StringIO()]
    for out in outs:
        call_command("prepare", no_demo=True, stdout=out)
    return [out.getvalue() for out in outs]


def test_start_makes_the_first_pages_and_no_account(client, prepared):
    assert (HomePage.objects.count(), User.objects.count(), Organisation.objects.count()) == (1, 0, 0)
    assert client.get("/").status_code == 200


def test_start_collects_static_files_once(prepared, settings):
    assert prepared == ["Collecting static files …\n", ""]
    assert any(settings.STATIC_ROOT.rglob("portal.css"))


def test_start_without_the_demo_lists_no_login(prepared):
    out = io.StringIO()

    call_command("demo", logins=True, stdout=out)

    assert out.getvalue() == ""


class Interrupted(Exception):
    """Somebody pulled the plug."""


class Stopping(io.StringIO):
    """Output that ends the start at the demo's first village."""

    def write(self, text):
        if "1 / " in text:
            raise Interrupted
        return super().write(text)


def start(settings, tmp_path) -> str:
    settings.STATIC_ROOT, out = tmp_path / "static", Stopping()
    with contextlib.suppress(Interrupted):
        call_command("prepare", stdout=out)
    return out.getvalue()


def test_start_after_one_without_the_demo_makes_no_account(prepared, settings, tmp_path):
    assert "demo" not in start(settings, tmp_path)
    assert User.objects.count() == 0


@pytest.mark.parametrize("there", ["organisation", "account"])
def test_start_with_somebodys_own_data_makes_no_demo(db, settings, tmp_path, there):
    if there == "account":
        make_person("own")
    else:
        Organisation.objects.create(kind="county", code="110101000000", name="某县")

    assert "demo" not in start(settings, tmp_path)
    assert not User.objects.filter(username__in=SHOWN_LOGINS).exists()
    with pytest.raises(CommandError, match="empty"):
        call_command("demo")


def test_demo_that_was_interrupted_leaves_nothing_and_is_made_at_the_next_start(db, settings, tmp_path):
    for _ in range(2):
        assert "Making the demo" in start(settings, tmp_path)
        assert (User.objects.count(), Organisation.objects.count()) == (0, 0)
