"""Rating by the shipped books: every step, cap and tie."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from stars.rules.evaluate import evaluate
from stars.rules.loader import load_book
from stars.rules.rating import Rated, RatingError

DASHUI, DAAN = load_book("dashui").categories, load_book("daan").categories


def rated(subject, score, **more):
    return Rated(subject, {"score": Fraction(score)}, **more)


def levels(category, *entries, **more):
    return {one.subject: one.level for one in evaluate(category, entries, **more).outcomes}


def crowd(count, score="50"):
    """Eligible entries without a level, so that a share of them gives places."""
    return [rated(f"众{n}", score) for n in range(count)]


def steps(outcome):
    return [(one.step, one.before, one.after) for one in outcome.explanation]


@pytest.mark.parametrize(
    ("score", "level"),
    [
        ("95", 5),
        ("94.999", 4),
        ("94.5", 4),
        ("90", 4),
        ("89.996", 3),
        ("85", 3),
        ("80", 2),
        ("65", 1),
        ("64.9", 0),
    ],
)
def test_threshold_is_half_open_and_exact(score, level):
    rating = evaluate(DASHUI["cadre"], [rated("甲", score), *crowd(20)])

    assert rating.outcomes[0].level == level


def test_shown_score_is_cut_and_never_rounded_up():
    assert evaluate(DASHUI["cadre"], [rated("甲", "89.996")]).outcomes[0].shown == "89.99"


def test_score_is_composed_of_sources_by_their_weights():
    entry = Rated("甲", {"meeting": Fraction(90), "panel": Fraction("85.5")})

    assert evaluate(DAAN["cadre"], [entry]).outcomes[0].exact == Fraction("89.1")


def test_sources_without_stated_weights_are_refused():
    with pytest.raises(RatingError, match="weights_not_stated"):
        evaluate(DASHUI["cadre"], [Rated("甲", {"meeting": Fraction(90), "panel": Fraction(80)})])


def test_cap_keeps_the_best_and_moves_the_others_one_level_down():
    found = levels(DASHUI["household"], rated("甲", "99"), rated("乙", "98"), rated("丙", "97"), *crowd(17))

    assert (found["甲"], found["乙"], found["丙"]) == (5, 5, 4)


def test_places_are_rounded_down():
    assert levels(DASHUI["household"], rated("甲", "99"), *crowd(8))["甲"] == 4


def test_scores_that_are_equal_only_as_shown_are_no_tie():
    found = levels(DASHUI["household"], rated("甲", "97.001"), rated("乙", "97.002"), *crowd(8))

    assert (found["甲"], found["乙"]) == (4, 5)


def test_lifetime_holder_uses_no_place_and_counts_in_the_base():
    old = rated("老党员", "30", lifetime=True)
    found = levels(DASHUI["cadre"], old, rated("甲", "96"), *crowd(5))

    assert (found["老党员"], found["甲"]) == (5, 5)  # 15 % of 7 is one place
    assert levels(DASHUI["cadre"], rated("甲", "96"), *crowd(5))["甲"] == 4  # of 6 it is none


@pytest.mark.parametrize(
    ("previous", "score", "level"), [(None, "86", 4), (2, "86", 3), (3, "86", 4), (0, "86", 1), (5, "71", 1)]
)
def test_step_rule_lifts_by_one_and_lets_a_fall_count_in_full(previous, score, level):
    assert levels(DAAN["cadre"], rated("甲", score, previous=previous))["甲"] == level


def test_ineligible_has_no_level_and_is_not_in_the_base():
    out = rated("丁", "99", ineligible="8.4")
    rating = evaluate(DAAN["cadre"], [out, rated("甲", "95"), *crowd(19)])

    assert rating.outcomes[0].level is None
    assert steps(rating.outcomes[0]) == [("eligible", None, None)]
    assert rating.outcomes[1].level == 5  # 5 % of 20
    assert "ground_needs_legal_basis" in {one.code for one in rating.warnings}


def test_ineligible_needs_no_score():
    outcome = evaluate(DAAN["cadre"], [Rated("丁", {}, ineligible="8.4")]).outcomes[0]

    assert (outcome.exact, outcome.shown, outcome.level) == (None, None, None)
    assert [(one.step, one.article, dict(one.detail)) for one in outcome.explanation] == [
        ("eligible", "8.4", {"eligible": False})
    ]


def test_eligible_without_a_score_is_refused():
    with pytest.raises(RatingError, match="wrong_sources"):
        evaluate(DAAN["cadre"], [Rated("丁", {})])


def test_ten_stars_are_not_rated_by_score():
    with pytest.raises(RatingError, match="no_levels_here"):
        evaluate(load_book("xiqing").categories["village"], [])


def test_weights_that_lift_a_score_above_100_are_refused():
    heavy = tuple(replace(one, weight=Decimal(1)) for one in DAAN["cadre"].sources)

    with pytest.raises(RatingError, match="weights_above_100"):
        evaluate(
            replace(DAAN["cadre"], sources=heavy),
            [Rated("甲", {"meeting": Fraction(90), "panel": Fraction(90)})],
        )


def test_clause_that_the_book_lacks_is_refused():
    with pytest.raises(RatingError, match=r"unknown_clause 9\.9"):
        evaluate(DAAN["cadre"], [rated("甲", "95", ineligible="9.9")])


def test_about_share_warns_and_moves_nobody():
    rating = evaluate(DASHUI["household"], [rated(f"甲{n}", "91") for n in range(10)])

    assert {one.level for one in rating.outcomes} == {4}
    assert [one.code for one in rating.warnings] == ["about_share_exceeded"]


def test_columns_that_the_book_has_no_rule_for_are_ignored_with_a_warning():
    entry = rated("甲", "91", previous=1, lifetime=True, ineligible="8.4")
    rating = evaluate(load_book("shimen").categories["household"], [entry])

    assert rating.outcomes[0].level == 4
    assert {one.code for one in rating.warnings} == {"no_such_rule"}
    assert [one.numbers["column"] for one in rating.warnings] == ["previous", "lifetime", "ineligible"]


def test_explanation_names_article_and_numbers_of_every_step():
    entries = [rated("甲", "99"), rated("乙", "98", previous=5), *crowd(19)]
    second = evaluate(DAAN["cadre"], entries).outcomes[1]

    assert steps(second) == [
        ("eligible", None, None),
        ("score", None, None),
        ("threshold", None, 5),
        ("step_rule", 5, 5),
        ("quota", 5, 4),
    ]
    assert [one.article for one in second.explanation] == ["8", "7.4", "6", "5", "9"]
    assert second.explanation[-1].detail == {"share": "0.05", "base": 21, "places": 1, "wanted": 2}


@pytest.mark.parametrize("score", ["-1", "100.01"])
def test_score_outside_the_scale_is_refused(score):
    with pytest.raises(RatingError, match="out_of_range"):
        evaluate(DASHUI["cadre"], [rated("甲", score)])


def test_subject_twice_is_refused():
    with pytest.raises(RatingError, match="duplicate_subject"):
        evaluate(DASHUI["cadre"], [rated("甲", "90"), rated("甲", "91")])
