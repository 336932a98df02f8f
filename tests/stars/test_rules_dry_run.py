"""A changed table on the scores of an earlier round: who would move, which share breaks, what is tied."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from stars.rules.dry_run import BrokenShare, Move, dry_run
from stars.rules.evaluate import evaluate
from stars.rules.loader import load_book
from stars.rules.rating import Rated, RatingError
from stars.rules.terms import Level, Quota
from stars.words import told_share
from tests.stars.test_rules_evaluate import DAAN, DASHUI, crowd, rated
from tests.stars.test_rules_properties import tables

HOUSEHOLD = DASHUI["household"]


def run(category, entries, earlier=HOUSEHOLD, decided=None):
    return dry_run(category, entries, evaluate(earlier, entries, decided).outcomes, decided)


@given(tables())
@settings(max_examples=60, deadline=None)
def test_same_table_moves_nobody(table):
    category, entries = table

    assert run(category, entries, category).moves == ()


def test_higher_bound_moves_those_below_it():
    levels = (Level(5, Decimal(98)), replace(HOUSEHOLD.levels[1], upper=Decimal(98)), *HOUSEHOLD.levels[2:])
    found = run(replace(HOUSEHOLD, levels=levels), [rated("甲", "99"), rated("乙", "96"), *crowd(18)])

    assert found.moves == (Move("乙", 5, 4),)
    assert found.broken == ()


def test_tighter_cap_breaks_and_says_with_what_numbers():
    caps = (replace(HOUSEHOLD.quotas[0], share=Decimal("0.05")), HOUSEHOLD.quotas[1])
    found = run(replace(HOUSEHOLD, quotas=caps), [rated("甲", "99"), rated("乙", "96"), *crowd(18)])

    assert found.moves == (Move("乙", 5, 4),)
    assert found.broken == (BrokenShare(5, "cap", "0.05", 20, 1, 2),)


def test_about_share_that_does_not_hold_is_told_and_moves_nobody():
    quotas = (Quota(4, Decimal("0.10"), "about"),)
    found = run(replace(HOUSEHOLD, quotas=quotas), [rated("甲", "91"), rated("乙", "92"), *crowd(8)])

    assert found.moves == ()
    assert found.broken == (BrokenShare(4, "about", "0.10", 10, 1, 2),)
    assert [one.code for one in found.warnings] == ["about_share_exceeded"]


def test_tie_under_the_new_cap_leaves_those_in_it_without_a_level():
    caps = (replace(HOUSEHOLD.quotas[0], share=Decimal("0.05")),)
    found = run(replace(HOUSEHOLD, quotas=caps), [rated("甲", "97"), rated("乙", "97"), *crowd(18)])

    assert [(tie.level, tie.places) for tie in found.ties] == [(5, 1)]
    assert found.moves == (Move("甲", 5, None), Move("乙", 5, None))


def test_decision_of_then_counts_again_where_it_still_fits():
    entries, decided = [rated("甲", "97"), rated("乙", "97"), *crowd(8)], {5: ["乙"]}

    assert run(HOUSEHOLD, entries, decided=decided).moves == ()
    wider = replace(HOUSEHOLD, quotas=(replace(HOUSEHOLD.quotas[0], share=Decimal("0.2")),))
    assert run(wider, entries, decided=decided).moves == (Move("甲", 4, 5),)


def test_ground_that_is_gone_is_told_and_its_people_are_rated():
    cadre = DAAN["cadre"]
    entries = [rated("甲", "88", ineligible="8.6"), rated("乙", "70", ineligible="8.4")]
    found = run(replace(cadre, grounds=cadre.grounds[:-1]), entries, cadre)

    assert found.moves == (Move("甲", None, 4),)
    assert [dict(one.numbers) for one in found.warnings if one.code == "ground_gone"] == [{"clause": "8.6"}]


def test_entry_that_the_table_cannot_rate_is_left_out_with_the_reason():
    cadre = DAAN["cadre"]
    both = Rated("甲", {"meeting": Fraction(90), "panel": Fraction(80)})
    unrated = Rated("乙", {}, ineligible="8.6")
    only_panel = replace(cadre, sources=(replace(cadre.sources[1], weight=Decimal(1)),), grounds=())
    found = run(only_panel, [both, unrated, rated("丙", "91")], cadre)

    assert [(why.subject, why.code) for why in found.left_out] == [
        ("甲", "wrong_sources"),
        ("乙", "wrong_sources"),
    ]
    assert [move.subject for move in found.moves] == []


def test_ten_stars_are_not_run():
    with pytest.raises(RatingError, match="no_levels_here"):
        dry_run(load_book("xiqing").categories["village"], [rated("甲", "90")], [])


def test_broken_share_is_told_with_its_numbers():
    cap = BrokenShare(5, "cap", "0.05", 20, 1, 2)

    assert told_share(cap) == "5 星控制在 5% 以内：20 个参评对象有 1 个名额，会有 2 个达到。超出的下调一级。"
    assert told_share(replace(cap, kind="about")) == "5 星：20 个中有 2 个，超过“5% 左右”。没有调整任何人。"
