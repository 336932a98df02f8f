"""Equal scores at the edge of a cap: people decide, and the explanation says so."""

from dataclasses import replace
from decimal import Decimal

import pytest

from stars.rules.evaluate import evaluate
from stars.rules.rating import RatingError
from stars.rules.terms import Quota
from tests.stars.test_rules_evaluate import DASHUI, crowd, levels, rated, steps


def test_equal_scores_across_the_edge_wait_for_people():
    entries = [rated("甲", "99"), rated("乙", "97"), rated("丙", "97"), *crowd(17)]
    rating = evaluate(DASHUI["household"], entries)

    assert [(tie.level, tie.places, tie.subjects) for tie in rating.ties] == [(5, 1, ("丙", "乙"))]
    assert [one.level for one in rating.outcomes[:3]] == [5, None, None]


def test_decision_of_a_tie_gives_everybody_a_level():
    entries = [rated("甲", "99"), rated("乙", "97"), rated("丙", "97"), *crowd(17)]

    found = levels(DASHUI["household"], *entries, decided={5: ["乙"]})

    assert (found["甲"], found["乙"], found["丙"]) == (5, 5, 4)


@pytest.mark.parametrize("decided", [{5: ["乙", "丙"]}, {5: []}, {5: ["甲"]}, {5: ["没有"]}, {4: ["乙"]}])
def test_decision_that_does_not_fit_is_refused(decided):
    entries = [rated("甲", "99"), rated("乙", "97"), rated("丙", "97"), *crowd(17)]

    with pytest.raises(RatingError):
        evaluate(DASHUI["household"], entries, decided)


def test_decision_without_a_tie_is_refused():
    with pytest.raises(RatingError, match="no_tie_here"):
        evaluate(DASHUI["household"], [rated("甲", "99"), *crowd(19)], {5: ["甲"]})


def tied():
    return [rated("甲", "99"), rated("乙", "97"), rated("丙", "97"), *crowd(17)]


def test_tie_is_explained_before_and_after_the_decision():
    numbers = {"share": "0.10", "base": 20, "places": 2, "wanted": 3, "tied": 2, "free": 1}
    before = evaluate(DASHUI["household"], tied()).outcomes
    after = evaluate(DASHUI["household"], tied(), {5: ["乙"]}).outcomes

    assert [steps(one)[-1] for one in before[:3]] == [("quota", 5, 5), ("tie", 5, None), ("tie", 5, None)]
    assert [steps(one)[-1] for one in after[:3]] == [("quota", 5, 5), ("tie", 5, 5), ("tie", 5, 4)]
    assert before[1].explanation[-1].article == "8"
    assert dict(before[1].explanation[-1].detail) == numbers | {"decided": False}
    assert dict(after[1].explanation[-1].detail) == numbers | {"decided": True}


def test_lower_tie_is_not_decided_before_the_higher_one():
    caps = (Quota(5, Decimal("0.1"), "cap"), Quota(4, Decimal("0.1"), "cap"))
    category = replace(DASHUI["household"], quotas=caps)
    entries = [rated("甲", "97"), rated("乙", "97"), rated("丙", "97"), *crowd(7)]

    with pytest.raises(RatingError, match="decide_above_first"):
        evaluate(category, entries, {4: ["甲"]})
    assert levels(category, *entries, decided={5: ["甲"], 4: ["丙"]}) == {
        **{one.subject: 0 for one in crowd(7)},
        "甲": 5,
        "乙": 3,
        "丙": 4,
    }
