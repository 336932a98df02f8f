"""Malformed and oversized input is refused in words; it never breaks a page."""

import io

import pytest
from django.urls import reverse

from portal.clean_text import clean_text
from portal.receiving import MOST, MOST_ELSEWHERE, MOST_OF_EDITORS, ONE_FILE
from tests.making import PASSWORD, photo_bytes, section_of

pytestmark = pytest.mark.db_variant
FORM = "multipart/form-data; boundary=x"


class Untouched(io.BytesIO):
    """A body that must not be read."""

    def read(self, *args):
        raise AssertionError("read")


def announce(client, address: str, length: int, **headers):
    """A POST whose header announces `length` bytes and whose body fails the test when it is read."""
    more = {"CONTENT_LENGTH": str(length), "wsgi.input": Untouched()}
    return client.post(address, **more, content_type=FORM, headers=headers)


@pytest.fixture
def address(dossier) -> str:
    return reverse("evidence_add", args=[dossier.pk])


def test_body_of_a_stranger_is_refused_unread(client, address):
    assert announce(client, address, ONE_FILE + 1).status_code == 413
    assert announce(client, reverse("sign_in"), MOST_ELSEWHERE + 1).status_code == 413


def test_body_beyond_the_largest_is_refused_unread_for_everybody(client, world, address):
    client.force_login(world.clerk)

    answer = announce(client, address, MOST + 1, accept="application/json")

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert "260 MB" in answer.json()["message"]


def test_body_for_an_address_without_files_is_refused_unread(client, world, dossier):
    client.force_login(world.clerk)

    answer = announce(client, reverse("section_save", args=[dossier.pk, "tidy"]), MOST_ELSEWHERE + 1)

    assert answer.status_code == 413
    assert "3 MB" in answer.content.decode()


def test_body_for_the_editors_admin_may_hold_a_picture(client, world):
    client.force_login(world.editor)

    assert announce(client, "/cms/images/add/", MOST_OF_EDITORS + 1).status_code == 413


def test_body_for_a_public_page_is_refused_unread(client, db):
    assert announce(client, reverse("villages"), MOST_ELSEWHERE + 1).status_code == 413


def test_photo_after_the_session_ended_hears_that_it_must_sign_in(client, address):
    body = b"0" * (MOST_ELSEWHERE + 1)

    answer = client.post(address, body, content_type=FORM, headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")


def test_photo_of_somebody_signed_in_comes_in(client, world, dossier, address):
    client.force_login(world.clerk)
    file = io.BytesIO(photo_bytes() + b"\0" * MOST_ELSEWHERE)
    file.name = "a.jpg"

    assert client.post(address, {"star": "tidy", "files": [file]}).status_code == 200
    assert section_of(dossier).evidence.count() == 1


@pytest.mark.parametrize("length", ["", "x", "１２"])
def test_length_that_is_no_number_breaks_nothing(client, world, length):
    answer = client.post(reverse("sign_in"), {"username": "clerk"}, CONTENT_LENGTH=length)

    assert answer.status_code == 200


@pytest.mark.parametrize("kept", ["[" * 100_000, "[" * 200_000, '{"action":' * 20_000])
def test_kept_text_of_endless_depth_is_ignored(client, world, kept):
    answer = client.post(reverse("sign_in"), {"username": "clerk", "password": PASSWORD, "kept": kept})

    assert (answer.status_code, client.session.get("typed")) == (302, None)


def test_kept_text_comes_back_without_what_no_page_can_hold(client, world):
    kept = r'{"action": "/work/\u0000\ud800", "fields": {"te\u0000xt": ["\ud800a\u0000b"]}}'

    client.post(reverse("sign_in"), {"username": "clerk", "password": PASSWORD, "kept": kept})

    assert client.session["typed"] == {"/work/\ufffd": {"text": ["\ufffdab"]}}


@pytest.mark.parametrize("charset", ["raw_unicode_escape", "utf-7", "utf-16", "no-such"])
def test_encoding_that_a_client_names_is_not_followed(client, world, charset):
    fields = {"username": r"\ud800\u0000", "password": "wrong"}
    head = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    body = "".join(head.format(*field) for field in fields.items()) + "--x--\r\n"

    named = f"multipart/form-data; charset={charset}; boundary=x"
    answer = client.generic("POST", reverse("sign_in"), body, content_type=named)

    assert answer.context["form"]["username"].value() == fields["username"]


def test_text_with_half_a_character_is_cleaned():
    assert clean_text("a\0\ud800b😀") == "a\ufffdb😀"


def test_text_with_nul_is_saved_without_it(client, world, dossier):
    client.force_login(world.clerk)
    address = reverse("section_save", args=[dossier.pk, "tidy"])

    client.post(address, {"text": "修了\0三条巷道。", "text_revision": 0})

    assert section_of(dossier).narrative == "修了三条巷道。"


def test_address_with_nul_breaks_nothing(client, world, dossier):
    client.force_login(world.clerk)

    assert client.get(reverse("compare", args=[dossier.pk]), {"a": "1\0", "star": "\0"}).status_code in (
        200,
        404,
    )
