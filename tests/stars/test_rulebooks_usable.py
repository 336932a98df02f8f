"""Which versions a village may use, and who may read which rulebook."""

import pytest

from stars.models import Rulebook
from stars.queries.rulebooks import usable_versions
from stars.queries.rulebooks_pages import readable_rulebooks
from stars.services.rulebooks import shipped_version
from tests.making import make_person
from tests.rating_making import make_version
from tests.rulebooks_making import make_town_administrator, stored_version


def test_village_uses_the_newest_version_of_its_township_and_its_county(world):
    stored_version(world.township)
    newest = stored_version(world.township, number=2, note="# 二\n")
    of_county = stored_version(world.county, "dashui")
    stored_version(world.far_township, "shimen")

    assert set(usable_versions(world.village)) == {newest, of_county}


@pytest.mark.parametrize(("key", "usable"), [("daan", False), ("xiqing", True)])
def test_shipped_book_is_used_only_where_the_linter_leaves_no_warning(world, key, usable):
    version = shipped_version(key=key)

    assert (version in usable_versions(world.village)) == usable


def test_usable_versions_cost_the_same_for_one_and_for_many(world, django_assert_num_queries):
    stored_version(world.township)
    with django_assert_num_queries(1):
        usable_versions(world.village)
    for number in range(2, 12):
        stored_version(world.township, number=number, note=f"# {number}\n")
        stored_version(world.county, "dashui", number, f"# {number}\n")

    with django_assert_num_queries(1):
        usable_versions(world.village)


@pytest.mark.parametrize("login", ["clerk", "secretary", "other_clerk"])
def test_village_reads_what_it_may_use_and_nothing_else(world, login):
    mine = make_version(world).rulebook
    stored_version(world.far_township, "shimen")
    shipped_version(key="dashui")

    assert list(readable_rulebooks(getattr(world, login))) == [mine]


@pytest.mark.parametrize("login", ["member", "panel", "reviewer", "approver", "auditor", "editor", "nobody"])
def test_other_posts_read_no_rulebook(world, login):
    make_version(world)
    user = getattr(world, login, None) or make_person(login, login, world.village)

    assert not readable_rulebooks(user).exists()


def test_draft_without_a_version_is_seen_by_its_owner_alone(world):
    town_administrator = make_town_administrator(world)
    Rulebook.objects.create(key="own", owner=world.township, title="草稿")

    assert readable_rulebooks(town_administrator).count() == 1
    assert not readable_rulebooks(world.administrator).exists()


def test_county_reads_published_books_of_its_townships_but_no_other_countys(world):
    mine = stored_version(world.township).rulebook
    stored_version(world.far_county, "dashui")

    assert list(readable_rulebooks(world.administrator)) == [mine]
