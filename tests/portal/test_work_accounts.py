"""Signing in and out."""

import pytest
from django.urls import reverse

from tests.making import PASSWORD, section_of


def sign_in(client, **more):
    return client.post(reverse("sign_in"), {"username": "clerk", "password": PASSWORD} | more)


def test_sign_in_leads_to_work(client, world):
    assert sign_in(client).url == "/work/"


def test_sign_in_returns_to_the_page_that_was_asked_for(client, world, dossier):
    url = reverse("dossier", args=[dossier.pk])
    asked = client.get(url)

    assert sign_in(client, next=client.get(asked.url).context["next"]).url == url


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/"])
def test_sign_in_never_leads_elsewhere(client, world, elsewhere):
    assert sign_in(client, next=elsewhere).url == "/work/"


@pytest.mark.parametrize(
    "kept", ["{", "[]", '{"action": 3, "fields": {}}', '{"action": "/work/", "fields": 1}']
)
def test_sign_in_ignores_kept_text_that_is_not_ours(client, world, kept):
    assert sign_in(client, kept=kept).status_code == 302
    assert client.session.get("typed", {}) == {}


def test_sign_in_wrong_password_says_so_and_keeps_the_name(client, world):
    response = sign_in(client, password="wrong")

    assert response.context["form"].non_field_errors()
    assert response.context["form"]["username"].value() == "clerk"


def test_sign_out_is_a_post(client, world):
    client.force_login(world.clerk)
    by_link = client.get(reverse("sign_out")).status_code
    client.post(reverse("sign_out"))

    assert (by_link, "_auth_user_id" in client.session) == (405, False)


def test_password_change_ends_the_duty_to_change_it(client, world):
    world.clerk.must_change_password = True
    world.clerk.save()
    client.force_login(world.clerk)
    assert client.get("/work/").url == reverse("change_password")

    new = "another-long-password"
    client.post(
        reverse("change_password"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )

    world.clerk.refresh_from_db()
    assert (world.clerk.check_password(new), world.clerk.must_change_password) == (True, False)


def test_password_change_needs_a_session(client, db):
    assert client.get(reverse("change_password")).url == reverse("sign_in")


def test_first_password_opens_nothing_until_it_is_changed(client, world, dossier):
    world.clerk.must_change_password = True
    world.clerk.save()
    client.force_login(world.clerk)
    address = reverse("section_save", args=[dossier.pk, "tidy"])

    assert client.post(address, {"text": "新的文字。", "text_revision": 0}).url == reverse("change_password")
    by_script = client.post(address, {"text": "新"}, headers={"accept": "application/json"})

    assert (by_script.status_code, by_script.json()["code"]) == (403, "change_password")
    assert section_of(dossier).narrative == ""


def test_first_password_opens_no_editors_admin(client, world):
    world.editor.must_change_password = True
    world.editor.save()
    client.force_login(world.editor)

    assert client.get("/cms/").url == reverse("change_password")
