"""Texts that come in and go out: files, pasted texts, the whole draft as one field, downloads."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.forms.rulebooks import NOT_TEXT, TOO_LARGE, WRONG_ENDING
from stars.models import Rulebook, RulebookDraft
from stars.rules.loader import available_books, book_source
from tests.rulebooks_making import make_draft, make_published

IMPORT = "/rulebooks/import/"
BOMB = 'a: &a ["x", "x"]\nb: &b [*a, *a]\nc: [*b, *b]\n'


@pytest.fixture(autouse=True)
def _signed_in(world, client):
    client.force_login(world.administrator)


def file(content: bytes, name: str = "办法.yaml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("key", available_books())
def test_file_goes_through_import_and_export_byte_for_byte(client, key):
    content = book_source(key).encode()

    draft = client.post(IMPORT, {"file": file(content)}, follow=True).context["draft"]

    answer = client.get(reverse("draft_export", args=[draft.rulebook_id]))
    assert (answer.content, answer["Content-Type"]) == (content, "application/yaml; charset=utf-8")
    assert answer["Content-Disposition"] == f'attachment; filename="{key}-draft.yaml"'


def test_file_with_windows_line_ends_and_a_mark_keeps_them(client):
    content = b"\xef\xbb\xbf" + book_source("daan").replace("\n", "\r\n").encode()

    draft = client.post(IMPORT, {"file": file(content, "办法.TXT")}, follow=True).context["draft"]

    assert client.get(reverse("draft_export", args=[draft.rulebook_id])).content == content


def test_pasted_text_becomes_a_draft_with_ordinary_line_ends(client):
    client.post(IMPORT, {"text": book_source("daan").replace("\n", "\r\n")})

    assert RulebookDraft.objects.get().source == book_source("daan")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (book_source("daan").replace("period:", "duration:"), "粘贴的文字 第 5 行，键 duration"),
        (book_source("daan").replace("issuer:", 'title: "二"\nissuer:'), "粘贴的文字 第 4 行，键 title"),
        (BOMB, "粘贴的文字 第 1 行"),
        ("只是一句话", "粘贴的文字 第 1 行"),
    ],
)
def test_text_that_is_no_rulebook_is_refused_with_line_and_key_and_stays(client, text, told):
    answer = client.post(IMPORT, {"text": text})

    assert answer.status_code == 422
    assert told in answer.context["form"].non_field_errors()[0]
    assert answer.context["form"]["text"].value() == text
    assert not Rulebook.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"#" * 300_001, "a.yaml", TOO_LARGE),
        ("办法".encode("gb18030"), "a.yaml", NOT_TEXT),
        (bytes(range(256)), "a.txt", NOT_TEXT),
        (book_source("daan").encode(), "a.docx", WRONG_ENDING),
    ],
)
def test_file_that_is_no_text_of_a_rulebook_is_refused_at_its_field(client, content, name, told):
    answer = client.post(IMPORT, {"file": file(content, name)})

    assert answer.context["form"].errors == {"file": [str(told)]}


def test_file_with_null_bytes_is_refused(client):
    answer = client.post(IMPORT, {"file": file(book_source("daan").encode() + b"\0")})

    assert answer.status_code == 422
    assert not Rulebook.objects.exists()


def test_pasted_text_of_more_than_300_kilobytes_is_refused(client):
    answer = client.post(IMPORT, {"text": "#" * 300_001})

    assert answer.context["form"].errors == {"text": [str(TOO_LARGE)]}


@pytest.mark.parametrize("data", [{}, {"text": " \n "}])
def test_nothing_is_refused_with_what_to_do(client, data):
    assert client.post(IMPORT, data).status_code == 422


def test_file_and_pasted_text_together_are_refused_and_the_text_stays(client):
    answer = client.post(IMPORT, {"file": file(b"a: 1"), "text": "b: 2"})

    assert answer.status_code == 422
    assert answer.context["form"]["text"].value() == "b: 2"


def test_second_draft_of_the_same_book_is_refused(client, world):
    draft = make_draft(world.administrator, world.county)

    answer = client.post(IMPORT, {"text": book_source("daan").replace("周期", "期间")})

    assert answer.status_code == 422
    assert list(RulebookDraft.objects.all()) == [draft]


def test_whole_text_is_saved_and_may_hold_errors_that_stand_on_the_draft_page(client, world):
    draft = make_draft(world.administrator, world.county)
    text = draft.source.replace("weight: 0.8", "weight: 0.9")

    page = client.post(
        reverse("draft_text", args=[draft.rulebook_id]), {"text": text, "version": "0"}, follow=True
    )

    assert RulebookDraft.objects.get().source == text
    assert [line.code for line in page.context["groups"].errors] == ["weights_not_100"] * 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("period:", "duration:", "第 5 行"),
        ("key: daan", "key: other", "other"),
    ],
)
def test_whole_text_that_does_not_fit_is_refused_and_stays(client, world, old, new, told):
    draft = make_draft(world.administrator, world.county)
    text = draft.source.replace(old, new, 1)

    answer = client.post(reverse("draft_text", args=[draft.rulebook_id]), {"text": text, "version": "0"})

    assert answer.status_code == 422
    assert told in answer.context["form"].errors["text"][0]
    assert answer.context["form"]["text"].value() == text
    assert RulebookDraft.objects.get().source == draft.source


def test_whole_text_from_an_old_page_is_told_once_and_saved_the_second_time(client, world):
    draft = make_draft(world.administrator, world.county)
    address = reverse("draft_text", args=[draft.rulebook_id])
    client.post(address, {"text": draft.source + "# 一\n", "version": "0"})
    mine = draft.source + "# 二\n"

    refused = client.post(address, {"text": mine, "version": "0"})
    assert (refused.status_code, refused.context["form"]["text"].value()) == (422, mine)

    client.post(address, {"text": mine, "version": refused.context["form"]["version"].value()})
    assert RulebookDraft.objects.get().source == mine


def test_file_takes_the_place_of_the_whole_text(client, world):
    draft = make_draft(world.administrator, world.county)
    content = draft.source.replace("posting_days: 15", "posting_days: 7")
    told = {"text": draft.source, "version": "0", "file": file(content.encode())}

    client.post(reverse("draft_text", args=[draft.rulebook_id]), told)

    assert RulebookDraft.objects.get().source == content


def test_versions_and_shipped_books_are_downloaded_as_they_are(client, world):
    version = make_published(world.administrator, world.county)

    mine = client.get(reverse("rulebook_version_export", args=[version.rulebook_id, 1]))
    shipped = client.get(reverse("rulebook_shipped_export", args=["daan"]))

    assert mine.content == shipped.content == book_source("daan").encode()
