"""Two address spaces, and the headers of each."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.middleware import is_signed_in_space
from portal.pages.site import ensure_site
from tests.making import PASSWORD

SIGNED_IN = ["/work/", "/desk/", "/accounts/sign-in/", "/history/1/", "/files/1/400/", "/cms/"]
PUBLIC = ["/", "/villages/", "/guide/", "/villages/990101101201/", "/nothing/"]


def policy(answer) -> dict[str, str]:
    rules = [rule.strip().partition(" ") for rule in answer["Content-Security-Policy"].split(";")]
    return {name: value for name, _space, value in rules if name}


@pytest.fixture
def site(world):
    ensure_site()
    return world


@pytest.mark.parametrize("address", [*PUBLIC, *SIGNED_IN[:-1]])
@pytest.mark.parametrize("person", [None, "clerk"])
def test_every_answer_carries_the_strict_policy(client, site, address, person):
    if person:
        client.force_login(site.clerk)

    answer = client.get(address)

    assert policy(answer)["default-src"] == "'none'"
    assert policy(answer)["script-src"] == policy(answer)["style-src"] == "'self'"
    assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("address", [*PUBLIC, *SIGNED_IN])
def test_every_answer_carries_the_other_headers(client, site, address):
    answer = client.get(address)

    sent = [answer.get(name) for name in ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")]
    assert sent == ["nosniff", "DENY", "same-origin"]


def test_editors_admin_alone_has_a_looser_policy(client, site):
    client.force_login(site.editor)

    rules = policy(client.get("/cms/"))

    assert rules["script-src"] == "'self' 'unsafe-inline'"
    assert rules["default-src"] == "'none'"


def test_own_pages_need_no_looser_policy(client, site, dossier):
    """No inline script, style or handler in what we render: the strict policy would drop it silently."""
    client.force_login(site.clerk)
    pages = ["/work/", f"/work/{dossier.pk}/", f"/work/{dossier.pk}/tidy/", "/", "/villages/"]

    for page in pages:
        text = client.get(page).content.decode()
        assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", text) == [], page


@pytest.mark.parametrize("address", SIGNED_IN)
@pytest.mark.parametrize("person", [None, "clerk", "editor"])
def test_signed_in_answers_are_never_cached(client, site, address, person):
    if person:
        client.force_login(getattr(site, person))

    assert {"no-store", "private"} <= set(client.get(address)["Cache-Control"].split(", "))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_answers_neither_set_nor_depend_on_a_cookie(client, site, address):
    client.force_login(site.clerk)

    answer = client.get(address)

    assert (dict(answer.cookies), "Cookie" in answer.get("Vary", "")) == ({}, False)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_requests_have_no_session_and_no_user(client, site, address):
    client.force_login(site.clerk)

    request = client.get(address).wsgi_request

    assert [hasattr(request, name) for name in ("session", "user", "_messages")] == [False] * 3


def test_public_pages_are_the_same_for_everybody(client, site):
    anonymous = client.get("/villages/").content
    client.force_login(site.approver)

    assert client.get("/villages/").content == anonymous


@pytest.mark.parametrize(
    ("path", "signed_in"),
    [
        ("/work/", True),
        ("/work/1/", True),
        ("/work", False),
        ("/worker/", False),
        ("//work/", False),
        ("/", False),
    ],
)
def test_signed_in_space_is_told_by_the_path(path, signed_in):
    assert is_signed_in_space(path) == signed_in


def test_form_without_its_token_is_refused(site):
    from_elsewhere = Client(enforce_csrf_checks=True)

    answer = from_elsewhere.post(reverse("sign_in"), {"username": "clerk", "password": PASSWORD})

    assert (answer.status_code, "sessionid" in answer.cookies) == (403, False)


@pytest.mark.parametrize("person", ["clerk", "approver", "nobody"])
def test_editors_admin_does_not_exist_for_others(client, site, person):
    client.force_login(getattr(site, person))

    assert {client.get(path).status_code for path in ("/cms/", "/cms/pages/", "/cms/users/")} == {404}
