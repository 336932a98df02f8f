"""Who is rated: everybody in the round, or those who applied where the book asks for it."""

import pytest
from django.utils import timezone

from stars.queries.entries import clause_of, entries_to_rate
from stars.subject_kinds import kind_of
from stars.tracking import save_tracked
from tests.exclusion_making import excluded_row
from tests.rating_making import entries_of, make_rating


@pytest.fixture
def world(rating_village):
    return rating_village


def apply_for(entry, world) -> None:
    entry.applied_on = timezone.localdate()
    save_tracked(entry, actor=world.clerk)


def test_entries_to_rate_are_all_where_the_book_asks_nobody_to_apply(world):
    made = make_rating(world, "daan", household=3)

    assert set(entries_to_rate(made, "household")) == set(entries_of(made, "household"))


def test_entries_to_rate_are_those_who_applied_where_the_book_asks(world):
    made = make_rating(world, "shimen", household=3, cadre=1)
    first = entries_of(made, "household")[0]
    apply_for(first, world)

    assert list(entries_to_rate(made, "household")) == [first]


def test_entries_to_rate_keep_the_excluded_with_their_clause(world, django_assert_num_queries):
    made = make_rating(world, household=3)
    excluded = entries_of(made, "household")[1]
    excluded_row(world, excluded)

    with django_assert_num_queries(1):
        clauses = {entry.pk: clause_of(entry) for entry in entries_to_rate(made, "household")}

    assert clauses == {entry.pk: "8.5" * (entry == excluded) for entry in entries_of(made, "household")}


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("cadre", "person"),
        ("member", "person"),
        ("household", "household"),
        ("service", "business"),
        ("committee", "organisation"),
        ("village", "organisation"),
        ("orchard", "person"),
    ],
)
def test_kind_of_a_category(category, kind):
    assert kind_of(category) == kind
