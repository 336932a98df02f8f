"""List, draft, versions: from a shipped book to a version that villages use."""

import pytest
from django.urls import reverse

from stars.models import Rulebook, RulebookDraft, RulebookVersion
from stars.rules.loader import book_digest, book_source
from stars.services.rulebooks import shipped_version
from tests.rulebooks_making import (
    accept_all,
    make_draft,
    make_published,
    make_town_administrator,
    publish_changed,
    stored_version,
    warnings_of,
)


@pytest.fixture
def administrator(world, client):
    client.force_login(world.administrator)
    return world.administrator


def page_of(client, name: str, *args) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_shipped_book_is_taken_over_and_opens_as_a_draft(client, world, administrator):
    answer = client.post(reverse("rulebook_take_over", args=["daan"]), follow=True)

    draft = answer.context["draft"]
    assert (draft.source, draft.rulebook.owner) == (book_source("daan"), world.county)
    assert len(answer.context["groups"].open) == len(warnings_of(draft))


def test_shipped_book_that_is_a_draft_already_is_not_taken_over_again(client, world, administrator):
    make_draft(administrator, world.county)

    answer = client.post(reverse("rulebook_take_over", args=["daan"]), follow=True)

    assert "已有一份草稿" in answer.content.decode()
    assert RulebookDraft.objects.count() == 1


def test_place_that_is_not_the_own_takes_nothing_over(client, world, administrator):
    told = {"owner": world.township.code}

    assert client.post(reverse("rulebook_take_over", args=["daan"]), told).status_code == 404
    assert not Rulebook.objects.exists()


@pytest.mark.parametrize("key", ["nothing", "daan-2"])
def test_shipped_book_that_is_none_is_not_found(client, administrator, key):
    assert client.get(reverse("rulebook_shipped", args=[key])).status_code == 404


def test_warnings_are_accepted_by_kind_and_what_was_typed_stays_when_the_reason_is_missing(
    client, world, administrator
):
    draft = make_draft(administrator, world.county)
    address = reverse("draft_accept", args=[draft.rulebook_id])
    ticked = warnings_of(draft)[:2]

    refused = client.post(address, {"findings": ticked, "reason": " ", "group": "x"}, follow=True)
    assert refused.context["ticked"] == ticked

    page = client.post(address, {"findings": ticked, "reason": "镇里已研究", "group": "x"}, follow=True)
    assert [(line.id, line.reason) for line in page.context["groups"].accepted] == [
        (one, "镇里已研究") for one in ticked
    ]


def test_acceptance_is_taken_back_on_screen(client, world, administrator):
    draft = make_draft(administrator, world.county)
    accept_all(administrator, draft)
    finding = warnings_of(draft)[0]

    page = client.post(
        reverse("draft_take_back", args=[draft.rulebook_id]), {"finding": finding}, follow=True
    )

    assert [line.id for line in page.context["groups"].open] == [finding]


def publish_on_screen(client, draft, version: int = 0):
    address = reverse("draft_publish", args=[draft.rulebook_id])
    return client.post(address, {"version": version}, follow=True)


def test_publishing_is_offered_and_taken_only_when_nothing_stands_in_the_way(client, world, administrator):
    draft = make_draft(administrator, world.county)
    assert reverse("draft_publish", args=[draft.rulebook_id]) not in page_of(
        client, "draft", draft.rulebook_id
    )

    refused = publish_on_screen(client, draft)
    assert "household" not in refused.content.decode() or not RulebookVersion.objects.exists()
    assert "各小项加起来 25 分" in refused.content.decode()

    accept_all(administrator, draft)
    page = publish_on_screen(client, draft)
    assert page.context["version"].digest == book_digest(book_source("daan"))
    assert len(page.context["accepted"]) == len(warnings_of(draft))


def test_second_press_on_publish_says_that_the_draft_is_gone(client, world, administrator):
    version = make_published(administrator, world.county)

    page = client.post(
        reverse("draft_publish", args=[version.rulebook_id]), {"version": "0"}, follow=True
    ).content.decode()

    assert "草稿已经没有了" in page
    assert RulebookVersion.objects.count() == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "7", "9" * 30])
def test_publishing_a_text_that_was_not_the_one_read_is_refused(client, world, administrator, version):
    draft = make_draft(administrator, world.county)
    accept_all(administrator, draft)

    client.post(reverse("draft_publish", args=[draft.rulebook_id]), {"version": version})

    assert not RulebookVersion.objects.exists()


def test_same_text_is_refused_saying_so(client, world, administrator):
    version = make_published(administrator, world.county)
    client.post(reverse("draft_begin", args=[version.rulebook_id]))

    page = client.post(
        reverse("draft_publish", args=[version.rulebook_id]), {"version": "0"}, follow=True
    ).content.decode()

    assert "第 1 版的文字与此完全相同" in page


def test_version_says_what_it_changed_and_what_was_accepted_and_why(client, world, administrator):
    first = make_published(administrator, world.county)
    publish_changed(administrator, first.rulebook, "posting_days: 15", "posting_days: 7")

    answer = client.get(reverse("rulebook_version", args=[first.rulebook_id, 2]))

    changes, page = answer.context["changes"], answer.content.decode()
    assert [line for line in changes if "15" in line and "7" in line] == changes
    assert len(changes) == 2
    assert "人administrator 接受，理由：镇里已研究同意" in page


def test_draft_says_what_it_changes_against_its_base(client, world, administrator):
    version = make_published(administrator, world.county)
    client.post(reverse("draft_begin", args=[version.rulebook_id]))

    page = client.get(reverse("draft", args=[version.rulebook_id]))

    assert len(page.context["changes"]) == 1


def test_acceptance_whose_words_are_not_known_any_more_is_still_shown(client, world, administrator):
    version = stored_version(world.county)
    old = {"code": "points_not_stated", "place": "cadre", "reason": "当时如此", "by": "人甲"}
    RulebookVersion.objects.create(
        rulebook=version.rulebook,
        number=2,
        source=version.source + "#\n",
        digest="1" * 64,
        accepted=[old],
    )

    assert "当时如此" in page_of(client, "rulebook_version", version.rulebook_id, 2)


def test_dropping_asks_for_the_version_that_was_read(client, world, administrator):
    draft = make_draft(administrator, world.county)
    address = reverse("draft_drop", args=[draft.rulebook_id])

    client.post(address, {"version": "3"})
    assert RulebookDraft.objects.exists()

    assert client.post(address, {"version": "0"}).url == reverse("rulebooks")
    assert not RulebookDraft.objects.exists()


def test_township_edits_its_own_and_only_reads_the_countys(client, world):
    town = make_town_administrator(world)
    theirs, own = (
        make_published(world.administrator, world.county),
        make_draft(town, world.township, "dashui"),
    )
    client.force_login(town)

    assert client.get(reverse("draft", args=[own.rulebook_id])).status_code == 200
    assert client.get(reverse("rulebook_version", args=[theirs.rulebook_id, 1])).status_code == 200
    assert client.post(reverse("draft_begin", args=[theirs.rulebook_id])).status_code == 404
    assert client.get(reverse("rulebook_grounds", args=[theirs.rulebook_id])).status_code == 404


@pytest.mark.parametrize("login", ["administrator", "far_clerk", "clerk"])
def test_draft_of_a_township_is_nobody_elses_business(client, world, login):
    draft = make_draft(make_town_administrator(world), world.township)
    client.force_login(getattr(world, login))

    assert client.get(reverse("rulebook", args=[draft.rulebook_id])).status_code == 404
    assert client.get(reverse("draft", args=[draft.rulebook_id])).status_code == 404


def test_village_reads_book_findings_and_versions_but_edits_nothing(client, world):
    version = make_published(world.administrator, world.county)
    client.force_login(world.clerk)

    page = page_of(client, "rulebook_version", version.rulebook_id, 1)
    assert "5★：90 分及以上" in page
    assert reverse("draft_begin", args=[version.rulebook_id]) not in page_of(
        client, "rulebook", version.rulebook_id
    )
    assert version.rulebook.title in page_of(client, "rulebooks")


def test_list_costs_the_same_for_few_and_for_many(client, world, administrator, django_assert_num_queries):
    make_published(administrator, world.county)
    make_draft(administrator, world.county, "dashui")
    shipped_version(key="xiqing")
    with django_assert_num_queries(4):
        client.get("/rulebooks/")
    for number in range(27):
        book = Rulebook.objects.create(key=f"b{number}", owner=world.county, title=f"办法{number}")
        RulebookVersion.objects.create(
            rulebook=book, number=1, source=book_source("daan"), digest=f"{number:064}"
        )

    with django_assert_num_queries(4):
        client.get("/rulebooks/")


@pytest.mark.parametrize("size", [3, 30])
def test_rulebook_and_version_cost_the_same_for_few_and_for_many(
    client, world, administrator, size, django_assert_num_queries
):
    book = make_published(administrator, world.county).rulebook
    for number in range(2, size + 1):
        stored_version(world.county, number=number, note=f"# {number}\n")
    client.get("/rulebooks/")

    with django_assert_num_queries(5):
        client.get(reverse("rulebook", args=[book.pk]))
    with django_assert_num_queries(7):
        client.get(reverse("rulebook_version", args=[book.pk, size]))


def test_administrator_finds_the_rulebooks_after_signing_in(client, administrator):
    assert 'href="/rulebooks/"' in page_of(client, "work")
