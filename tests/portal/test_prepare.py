"""Starting an installation without the demo."""

import io

import pytest
from django.core.management import call_command

from portal.pages.models import HomePage
from stars.models import Organisation, User


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
