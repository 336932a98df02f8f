"""A draft: begun, imported, changed, its warnings accepted, dropped."""

import pytest

from stars.errors import BadInput, NotAllowed, ReasonNeeded, Stale
from stars.models import Event, Rulebook, RulebookDraft
from stars.rules.loader import available_books, book_source
from stars.services.rulebook_beginning import begin_draft, drop_draft, import_book, take_over
from stars.services.rulebook_drafts import accept_findings, save_draft, take_back
from stars.services.rulebook_refusals import DraftExists, NoDraft, NotARulebook, OddKey, OtherKey
from tests.rulebooks_making import accept_all, change, make_draft, make_published, warnings_of

BOMB = 'a: &a ["x", "x"]\nb: &b [*a, *a]\nc: [*b, *b]\n'


@pytest.fixture
def draft(world) -> RulebookDraft:
    return make_draft(world.administrator, world.county)


@pytest.mark.parametrize("key", available_books())
def test_taking_a_shipped_book_over_keeps_its_very_bytes(world, key):
    draft = take_over(actor=world.administrator, owner=world.county, key=key)

    assert draft.source == book_source(key)
    assert draft.rulebook.owner == world.county


def test_book_is_taken_over_only_by_an_administrator_of_the_place(world):
    with pytest.raises(NotAllowed):
        take_over(actor=world.administrator, owner=world.township, key="daan")

    assert not Rulebook.objects.exists()


def test_second_draft_is_refused_and_the_first_stays(world, draft):
    with pytest.raises(DraftExists):
        take_over(actor=world.administrator, owner=world.county, key="daan")

    assert RulebookDraft.objects.get() == draft


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        (book_source("daan").replace("period:", "duration:"), "unknown_key", 5),
        (book_source("daan").replace("issuer:", 'title: "二"\nissuer:'), "key_twice", 4),
        (BOMB, "anchor", 1),
        ("key: [", "not_yaml", 1),
        ("", "file_empty", 1),
        ("x" * 100_001, "too_long", 1),
    ],
)
def test_text_that_is_no_rulebook_is_refused_with_its_line(world, source, code, line):
    with pytest.raises(NotARulebook) as refused:
        import_book(actor=world.administrator, owner=world.county, source=source, name="村规.yaml")

    assert (refused.value.error.code, refused.value.error.line) == (code, line)
    assert not Rulebook.objects.exists()


@pytest.mark.parametrize("key", ["大安", "a/b", "x" * 51, '""', ".."])
def test_key_that_no_address_can_hold_is_refused(world, key):
    source = book_source("daan").replace("key: daan", f"key: {key}")

    with pytest.raises(OddKey):
        import_book(actor=world.administrator, owner=world.county, source=source)


def test_change_is_kept_with_who_and_where(world, draft):
    save_draft(
        actor=world.administrator,
        rulebook_id=draft.rulebook_id,
        version=0,
        source=draft.source.replace("posting_days: 15", "posting_days: 7"),
        place="cadre.posting",
    )

    draft.refresh_from_db()
    event = Event.objects.get(action="draft_changed")
    assert (draft.version, draft.changed_by) == (1, world.administrator)
    assert (event.actor, event.data["place"]) == (world.administrator, "cadre.posting")
    assert draft.history.first().history_user == world.administrator


def test_text_that_says_nothing_new_is_no_change(world, draft):
    change(world.administrator, draft, "posting_days: 15", "posting_days: 15")

    draft.refresh_from_db()
    assert draft.version == 0
    assert not Event.objects.filter(action="draft_changed").exists()


def test_second_of_two_tabs_is_told_and_overwrites_nothing(world, draft):
    change(world.administrator, draft, "posting_days: 15", "posting_days: 7")
    told = {"rulebook_id": draft.rulebook_id, "version": 0}

    with pytest.raises(Stale):
        save_draft(actor=world.administrator, source=book_source("daan"), **told)

    draft.refresh_from_db()
    assert "posting_days: 7" in draft.source


def test_text_of_another_rulebook_is_refused(world, draft):
    with pytest.raises(OtherKey):
        change(world.administrator, draft, "key: daan", "key: other")


def test_warning_is_accepted_with_reason_and_name_and_taken_back(world, draft):
    finding = warnings_of(draft)[0]
    told = {"actor": world.administrator, "rulebook_id": draft.rulebook_id}

    accept_findings(findings=[finding], reason=" 县里研究过 ", **told)
    draft.refresh_from_db()
    assert [(row["reason"], row["by"]) for row in draft.accepted] == [("县里研究过", "人administrator")]

    take_back(finding=finding, **told)
    draft.refresh_from_db()
    assert draft.accepted == []


def test_warning_is_not_accepted_without_a_reason(world, draft):
    with pytest.raises(ReasonNeeded):
        accept_all(world.administrator, draft, reason="  ")


@pytest.mark.parametrize("findings", [[], ["000000000000"]])
def test_nothing_but_a_standing_warning_can_be_accepted(world, draft, findings):
    told = {"actor": world.administrator, "rulebook_id": draft.rulebook_id}

    with pytest.raises(BadInput):
        accept_findings(findings=findings, reason="好", **told)


def test_acceptance_goes_when_the_finding_is_gone_or_its_numbers_changed(world, draft):
    accept_all(world.administrator, draft)
    before = {(row["place"], row["code"]) for row in RulebookDraft.objects.get().accepted}

    change(world.administrator, draft, '房屋内外整洁", points: 5', '房屋内外整洁", points: 6')

    kept = {(row["place"], row["code"]) for row in RulebookDraft.objects.get().accepted}
    assert before - kept == {("household.develop", "parts_differ_from_whole"), ("household", "table_total")}


def test_new_draft_holds_the_newest_text_and_what_was_accepted_of_it(world):
    version = make_published(world.administrator, world.county)

    draft = begin_draft(actor=world.administrator, rulebook_id=version.rulebook_id)

    assert (draft.source, draft.base, draft.accepted) == (version.source, version, version.accepted)


def test_dropped_draft_takes_a_rulebook_that_never_was_in_use_with_it(world, draft):
    drop_draft(actor=world.administrator, rulebook_id=draft.rulebook_id, version=0)

    assert not Rulebook.objects.exists()
    assert RulebookDraft.history.filter(history_type="-").exists()


def test_dropped_draft_leaves_the_versions(world):
    version = make_published(world.administrator, world.county)
    begin_draft(actor=world.administrator, rulebook_id=version.rulebook_id)

    drop_draft(actor=world.administrator, rulebook_id=version.rulebook_id, version=0)

    assert list(version.rulebook.versions.all()) == [version]
    with pytest.raises(NoDraft):
        drop_draft(actor=world.administrator, rulebook_id=version.rulebook_id, version=0)
