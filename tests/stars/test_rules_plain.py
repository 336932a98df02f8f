"""Ratings as plain data, and explanations that replay from them."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from stars.rules.evaluate import evaluate
from stars.rules.plain import from_data, to_data
from stars.rules.rating import Rated, Rating, Step
from stars.rules.replay import ReplayError, replay, verify
from tests.stars.test_rules_evaluate import DAAN, DASHUI, crowd, rated
from tests.stars.test_rules_properties import tables


def through_json(value):
    return from_data(type(value), json.loads(json.dumps(to_data(value))))


@given(tables())
@settings(max_examples=100, deadline=None)
def test_rating_comes_back_from_json_and_its_explanations_replay(table):
    category, entries = table
    rating = through_json(evaluate(category, entries))

    assert rating == evaluate(category, entries)
    assert list(map(through_json, entries)) == entries
    for outcome in rating.outcomes:
        verify(outcome)


def test_every_kind_comes_back_from_json():
    entries = [rated("甲", "287/3"), rated("乙", "287/3"), *crowd(8)]
    rating = evaluate(DASHUI["household"], entries)

    for value in (rating, rating.ties[0], rating.warnings[0], rating.outcomes[0], entries[0]):
        assert through_json(value) == value
    assert through_json(rating.outcomes[0].explanation[-1]) == rating.outcomes[0].explanation[-1]


def test_fraction_is_kept_exactly():
    entry = Rated("甲", {"meeting": Fraction(1, 3), "panel": Fraction(2, 7)}, previous=3, hand=False)

    assert to_data(entry)["scores"] == {"meeting": "1/3", "panel": "2/7"}
    assert through_json(entry) == entry


@pytest.mark.parametrize("data", [{}, {"results": [{}], "ties": [], "warnings": []}])
def test_data_of_another_kind_are_refused(data):
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_data(Rating, data)


def sound():
    entries = [rated("甲", "99"), rated("乙", "98", previous=4), *crowd(19)]
    return evaluate(DAAN["cadre"], entries).outcomes[1]


def test_explanation_replays_to_the_level():
    assert replay(sound().explanation) == sound().level == 4


@pytest.mark.parametrize(
    ("at", "change"),
    [
        (0, {"after": 5}),
        (1, {"detail": {"exact": "99"}}),
        (2, {"after": 0}),
        (2, {"detail": {"score": "60", "lower": "90"}}),
        (3, {"detail": {"previous": 2}}),
        (4, {"before": 4}),
        (4, {"after": 3}),
        (4, {"step": "grace"}),
    ],
)
def test_explanation_that_was_touched_does_not_replay(at, change):
    steps = list(sound().explanation)
    steps[at] = replace(steps[at], **change)

    with pytest.raises(ReplayError) as refused:
        verify(replace(sound(), explanation=tuple(steps)))

    assert refused.value.at in (at, -1)


def test_level_that_is_not_of_the_explanation_does_not_replay():
    with pytest.raises(ReplayError, match="result"):
        verify(replace(sound(), level=5))


def test_objection_of_a_person_replays_as_it_was_decided():
    objection = Step("objection", 4, 5, None, {"receipt": "Y-1", "reason": "计票有误"})
    outcome = replace(sound(), level=5, explanation=(*sound().explanation, objection))

    verify(outcome)
