"""Ballots counted and tables filled: exact totals, ceilings, and what is refused."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stars.rules import scoring
from stars.rules.ballots import FEWEST_BALLOTS, meeting_score
from stars.rules.evaluate import level_for
from stars.rules.loader import load_book
from stars.rules.rating import RatingError
from stars.rules.scoring import Spread, mean, panel_total, score_lines, spread
from stars.words import RATING_WORDS, told_rating

DAAN, DASHUI = load_book("daan").categories, load_book("dashui").categories
FIVE_ROLES = [
    category for key in ("dashui", "shimen", "daan") for category in load_book(key).categories.values()
]


def full(category):
    return {line.key: Fraction(line.points) for line in score_lines(category)}


def test_meeting_score_is_the_exact_mean_of_the_marks():
    assert meeting_score(DAAN["cadre"], {"l5": 2, "l4": 1, "l0": 0}) == Fraction(277, 3)


@pytest.mark.parametrize("counts", [{}, {"l5": 0}])
def test_nobody_marked_gives_no_score(counts):
    assert meeting_score(DAAN["cadre"], counts) is None


@pytest.mark.parametrize(
    ("counts", "code"), [({"l6": 1}, "option_unknown"), ({"l5": -1, "l4": 3}, "count_negative")]
)
def test_marks_that_the_ballot_does_not_have_are_refused(counts, code):
    with pytest.raises(RatingError, match=code):
        meeting_score(DAAN["cadre"], counts)


@given(st.dictionaries(st.sampled_from(["l5", "l4", "l3", "l2", "l1", "l0"]), st.integers(0, 500)))
@settings(max_examples=60, deadline=None)
def test_meeting_score_lies_between_the_marks(counts):
    score = meeting_score(DASHUI["cadre"], counts)
    marked = [Fraction(one.points) for one in DASHUI["cadre"].ballot if counts.get(one.key)]

    assert (score is None) == (not marked)
    assert score is None or min(marked) <= score <= max(marked)


@pytest.mark.parametrize("category", FIVE_ROLES, ids=lambda one: one.title)
def test_ballot_full_of_one_mark_gives_the_level_of_the_mark(category):
    levels = {one.key: level_for(category, Fraction(one.points))[0] for one in category.ballot}

    assert levels == {"l5": 5, "l4": 4, "l3": 3, "l2": 2, "l1": 1, "l0": 0}


def test_five_ballots_are_the_fewest_that_count():
    assert FEWEST_BALLOTS == 5


def test_lines_are_items_where_the_book_has_points_for_them_and_else_roles():
    lines = score_lines(DAAN["cadre"])

    assert [(line.key, str(line.points), line.role) for line in lines][:4] == [
        ("loyal.policy", "10", "loyal"),
        ("loyal.use", "5", "loyal"),
        ("loyal.rules", "5", "loyal"),
        ("serve", "20", "serve"),
    ]
    assert lines[3].article == "4.1.2"


def test_table_without_points_is_one_line_out_of_100():
    assert [(line.key, line.points, line.role) for line in score_lines(DASHUI["household"])] == [
        ("whole", 100, None)
    ]


def test_role_never_counts_more_than_its_whole():
    everything = full(DAAN["household"])
    nothing_for_role_one = {
        key: Fraction(0) if key.startswith("loyal") else value for key, value in everything.items()
    }

    assert sum(everything.values()) == 105
    assert panel_total(DAAN["household"], everything) == 100
    assert panel_total(DAAN["household"], nothing_for_role_one) == 80


def test_table_never_counts_more_than_100():
    heavy = tuple(replace(one, points=Decimal(30), items=()) for one in DAAN["cadre"].dimensions)
    category = replace(DAAN["cadre"], dimensions=heavy)

    assert panel_total(category, full(category)) == 100


def test_total_is_exact():
    points = full(DAAN["cadre"]) | {"serve": Fraction(1, 3), "style": Fraction("19.995")}

    assert panel_total(DAAN["cadre"], points) == 60 + Fraction(1, 3) + Fraction("19.995")


@pytest.mark.parametrize(
    ("change", "code", "line", "detail"),
    [
        ({"serve": None}, "line_missing", "serve", ""),
        ({"serv": Fraction(1)}, "line_unknown", "serv", ""),
        ({"serve": Fraction(-1)}, "line_negative", "serve", "-1"),
        ({"loyal.use": Fraction("5.01")}, "line_above_points", "loyal.use", "5"),
    ],
)
def test_line_that_does_not_fit_is_refused(change, code, line, detail):
    points = {key: value for key, value in (full(DAAN["cadre"]) | change).items() if value is not None}

    with pytest.raises(RatingError) as refused:
        panel_total(DAAN["cadre"], points)

    assert (refused.value.code, refused.value.subject, refused.value.detail) == (code, line, detail)


@given(st.lists(st.fractions(0, 100), max_size=9))
@settings(max_examples=60, deadline=None)
def test_mean_and_spread_of_scorers_are_exact(totals):
    if not totals:
        assert (mean(totals), spread(totals)) == (None, None)
        return

    assert mean(totals) * len(totals) == sum(totals)
    assert spread(totals) == Spread(min(totals), max(totals))
    assert spread(totals).width == max(totals) - min(totals)


def test_every_refusal_of_the_engine_has_words_in_chinese():
    code = "".join(path.read_text(encoding="utf-8") for path in Path(scoring.__file__).parent.glob("*.py"))
    codes = set(re.findall(r'RatingError\("([a-z_0-9]+)"', code))

    assert codes == set(RATING_WORDS)
    for one in codes:
        told = told_rating(RatingError(one, "甲", "5"))
        assert any("\u4e00" <= letter <= "\u9fff" for letter in told.replace("甲", ""))
        assert "%(" not in told
