"""The path for millions of rows gives what the exact engine gives, on every table."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import lcm

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stars.rules.evaluate import evaluate
from stars.rules.fast import FIRST_TIME, NO_LEVEL, NO_VOTE, Columns, compose, rate_many
from stars.rules.loader import load_book
from stars.rules.rating import Rated, RatingError
from stars.rules.terms import Quota
from tests.stars.test_rules_properties import CATEGORIES, tables


def columns_of(entries) -> Columns:
    scale = lcm(*(one.scores["score"].denominator for one in entries))
    return Columns(
        scores=np.array([int(one.scores["score"] * scale) for one in entries], np.int64),
        scale=scale,
        previous=np.array([FIRST_TIME if one.previous is None else one.previous for one in entries], np.int8),
        lifetime=np.array([one.lifetime for one in entries], np.bool_),
        eligible=np.array([not one.ineligible for one in entries], np.bool_),
        hand=np.array([NO_VOTE if one.hand is None else one.hand for one in entries], np.int8),
    )


def slow(category, entries):
    return [NO_LEVEL if one.level is None else one.level for one in evaluate(category, entries).outcomes]


@given(tables())
@settings(max_examples=120, deadline=None)
def test_levels_equal_the_exact_engine(table):
    category, entries = table

    assert rate_many(category, columns_of(entries)).tolist() == slow(category, entries)


@given(tables(), st.integers(1, 30), st.integers(1, 30))
@settings(max_examples=120, deadline=None)
def test_levels_equal_the_exact_engine_under_two_caps(table, first, second):
    category, entries = table
    caps = (Quota(5, Fraction(first, 50), "cap"), Quota(4, Fraction(second, 50), "cap"))
    capped = type(category)(**{**vars(category), "quotas": caps})

    assert rate_many(capped, columns_of(entries)).tolist() == slow(capped, entries)


@pytest.mark.parametrize(("score", "level"), [(94500, 4), (89996, 3), (90000, 4), (64999, 0)])
def test_threshold_is_exact(score, level):
    category = load_book("dashui").categories["cadre"]
    one = np.zeros(1, np.int8)
    columns = Columns(np.array([score], np.int64), 1000, one - 1, one > 0, one == 0)

    assert rate_many(category, columns).tolist() == [level]


@pytest.mark.parametrize(("score", "level"), [(92, 4), (93, 5)])
def test_bound_between_two_scores_of_the_scale_is_exact(score, level):
    cadre = load_book("dashui").categories["cadre"]
    levels = (replace(cadre.levels[0], lower=Decimal("92.5")), *cadre.levels[1:])
    one = np.zeros(1, np.int8)
    columns = Columns(np.array([score], np.int64), 1, one - 1, one > 0, one == 0)

    assert rate_many(replace(cadre, levels=levels, quotas=()), columns).tolist() == [level]


@given(st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 100_000)), max_size=20))
@settings(max_examples=60, deadline=None)
def test_composed_scores_equal_the_exact_engine(pairs):
    category = CATEGORIES["daan", "cadre"]
    entries = [
        Rated(str(n), {"meeting": Fraction(meeting, 1000), "panel": Fraction(panel, 1000)})
        for n, (meeting, panel) in enumerate(pairs)
    ]
    sources = {
        "meeting": np.array([one for one, _other in pairs], np.int64),
        "panel": np.array([other for _one, other in pairs], np.int64),
    }

    scores, scale = compose(category, sources, 1000)

    exact = [one.exact for one in evaluate(category, entries).outcomes]
    assert [Fraction(int(score), scale) for score in scores] == exact


def test_sources_without_weights_are_refused():
    with pytest.raises(RatingError, match="weights_not_stated"):
        compose(load_book("dashui").categories["cadre"], {}, 1000)


@pytest.mark.parametrize("scale", [0, 10**17])
def test_scale_that_would_overflow_is_refused(scale):
    empty = np.zeros(0, np.int8)

    with pytest.raises(ValueError, match="scale"):
        Columns(empty.astype(np.int64), scale, empty, empty > 0, empty > 0)


def test_every_category_of_five_roles_is_compared():
    assert len(CATEGORIES) == 9
