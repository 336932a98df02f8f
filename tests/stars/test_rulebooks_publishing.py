"""A version: what stands in its way, what it holds, and that it never changes."""

import pytest

from stars.errors import NotAllowed, Stale
from stars.models import Event, RulebookDraft
from stars.queries.rulebooks import usable_versions
from stars.rules.loader import book_digest, book_source
from stars.services.rulebook_beginning import begin_draft, import_book
from stars.services.rulebook_publishing import publish_draft
from stars.services.rulebook_refusals import FindingsStand, NoDraft, SameText
from tests.rulebooks_making import (
    accept_all,
    change,
    make_draft,
    make_published,
    make_town_administrator,
    publish,
    publish_changed,
)


def try_publishing(actor, draft):
    draft.refresh_from_db()
    return publish_draft(actor=actor, rulebook_id=draft.rulebook_id, version=draft.version)


def test_version_holds_text_digest_and_what_was_accepted(world):
    draft = make_draft(world.administrator, world.county)

    version = publish(world.administrator, draft)

    assert (version.number, version.digest) == (1, book_digest(book_source("daan")))
    assert {row["reason"] for row in version.accepted} == {"镇里已研究同意"}
    assert not RulebookDraft.objects.exists()
    assert Event.objects.get(action="rulebook_published").data["digest"] == version.digest


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{level: 4, lower: 85, upper: 90}", "{level: 4, lower: 85, upper: 92}", "thresholds_overlap"),
        ("weight: 0.8", "weight: 0.9", "weights_not_100"),
        ("points: 10", "points: -10", "points_negative"),
    ],
)
def test_text_with_an_error_is_not_published_and_the_draft_stays(world, old, new, code):
    draft = change(world.administrator, make_draft(world.administrator, world.county), old, new)
    if code != "weights_not_100":
        accept_all(world.administrator, draft)

    with pytest.raises(FindingsStand) as refused:
        try_publishing(world.administrator, draft)

    assert code in {one.code for one in refused.value.findings}
    assert RulebookDraft.objects.get().source == draft.source


def test_unaccepted_warnings_are_listed_by_the_refusal(world):
    draft = make_draft(world.administrator, world.county)

    with pytest.raises(FindingsStand) as refused:
        try_publishing(world.administrator, draft)

    assert "household.develop" in str(refused.value.message)
    assert not draft.rulebook.versions.exists()


def test_same_text_is_not_published_again(world):
    version = make_published(world.administrator, world.county)
    draft = begin_draft(actor=world.administrator, rulebook_id=version.rulebook_id)

    with pytest.raises(SameText):
        try_publishing(world.administrator, draft)


def test_second_press_publishes_nothing(world):
    version = make_published(world.administrator, world.county)

    with pytest.raises(NoDraft):
        publish_draft(actor=world.administrator, rulebook_id=version.rulebook_id, version=0)

    assert version.rulebook.versions.count() == 1


def test_text_that_was_changed_after_it_was_read_is_not_published(world):
    draft = make_draft(world.administrator, world.county)
    accept_all(world.administrator, draft)
    change(world.administrator, draft, "posting_days: 15", "posting_days: 7")

    with pytest.raises(Stale):
        publish_draft(actor=world.administrator, rulebook_id=draft.rulebook_id, version=0)


def test_only_the_owners_administrator_publishes(world):
    draft = make_draft(make_town_administrator(world), world.township)

    with pytest.raises(NotAllowed):
        publish_draft(actor=world.administrator, rulebook_id=draft.rulebook_id, version=0)


def test_next_version_is_the_one_that_villages_use_and_the_first_stays_as_it_was(world):
    first = make_published(world.administrator, world.county)

    second = publish_changed(world.administrator, first.rulebook, "posting_days: 15", "posting_days: 7")

    first.refresh_from_db()
    assert (second.number, first.digest) == (2, book_digest(book_source("daan")))
    assert usable_versions(world.village) == [second]
    with pytest.raises(TypeError):
        second.save()


def test_list_shows_the_title_that_is_in_use(world):
    first = make_published(world.administrator, world.county)
    old = first.book.title

    publish_changed(world.administrator, first.rulebook, old, "甲县星级化管理办法")

    first.rulebook.refresh_from_db()
    assert first.rulebook.title == "甲县星级化管理办法"


def test_imported_text_is_published_byte_for_byte(world):
    source = "\ufeff" + book_source("xiqing").replace("\n", "\r\n")
    draft = import_book(actor=world.administrator, owner=world.county, source=source)

    assert publish(world.administrator, draft).source == source
