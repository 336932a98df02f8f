"""All files of a star described on one page."""

import datetime

import pytest
from django.urls import reverse

from tests.making import add_photo, make_submitted, section_of

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 5, 1)


@pytest.fixture
def photos(world, dossier, tmp_path):
    return [add_photo(world, section_of(dossier), tmp_path, colour=(9, 9, n)) for n in (20, 200)]


def save(client, dossier, typed):
    return client.post(reverse("captions", args=[dossier.pk, "tidy"]), typed)


def typed_for(photos, *captions, **more):
    return {f"e{one.pk}-caption": words for one, words in zip(photos, captions, strict=True)} | more


def again(photos):
    for one in photos:
        one.refresh_from_db()
    return photos


def test_captions_of_all_files_are_saved_at_once(client, world, dossier, photos):
    client.force_login(world.clerk)
    answer = save(client, dossier, typed_for(photos, "新路", "路灯", same_day="2026-05-01"))

    assert answer.status_code == 302
    assert [(one.caption, one.happened_on) for one in again(photos)] == [("新路", DAY), ("路灯", DAY)]


def test_file_that_is_refused_stays_with_its_reason_and_the_others_are_saved(client, world, dossier, photos):
    client.force_login(world.clerk)
    public = {f"e{photos[0].pk}-make_public": "on"}
    answer = save(client, dossier, typed_for(photos, "新路", "路灯") | public)

    assert (answer.status_code, "新路" in answer.content.decode()) == (422, True)
    assert "图片要公开，请先确认" in answer.content.decode()
    assert [one.caption for one in again(photos)] == ["", "路灯"]


def test_day_that_does_not_exist_saves_nothing_and_keeps_what_was_typed(client, world, dossier, photos):
    client.force_login(world.clerk)
    answer = save(client, dossier, typed_for(photos, "新路", "路灯", same_day="2026-02-31"))

    assert (answer.status_code, "新路" in answer.content.decode()) == (422, True)
    assert [one.caption for one in again(photos)] == ["", ""]


def test_unchanged_descriptions_leave_no_trace(client, world, dossier, photos):
    client.force_login(world.clerk)
    save(client, dossier, typed_for(photos, "", ""))

    assert [one.history.count() for one in photos] == [1, 1]


def test_captions_of_a_submitted_star_are_refused_and_kept(client, world, dossier, photos):
    make_submitted(world, dossier)
    client.force_login(world.clerk)
    answer = save(client, dossier, typed_for(photos, "新路", "路灯"))

    assert (answer.status_code, "新路" in answer.content.decode()) == (422, True)
    assert [one.caption for one in again(photos)] == ["", ""]


def test_old_page_in_a_second_tab_changes_only_what_was_changed_on_it(client, world, dossier, photos):
    client.force_login(world.clerk)
    page = {
        f"initial-e{one.pk}-{name}": value
        for one in photos
        for name, value in {"caption": "", "happened_on": "", "make_public": "False"}.items()
    }
    save(client, dossier, page | typed_for(photos, "新路", "", same_day="2026-05-01"))
    save(client, dossier, page | typed_for(photos, "", "路灯", same_day="2026-06-01"))

    told = [(one.caption, one.happened_on) for one in again(photos)]
    assert told == [("新路", DAY), ("路灯", DAY)]


def test_page_of_captions_carries_what_stood_there_when_it_was_made(client, world, dossier, photos):
    client.force_login(world.clerk)
    save(client, dossier, typed_for(photos, "新路", "路灯"))
    body = client.get(reverse("captions", args=[dossier.pk, "tidy"])).content.decode()

    assert f'name="initial-e{photos[0].pk}-caption" value="新路"' in body
