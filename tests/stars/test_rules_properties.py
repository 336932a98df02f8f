"""What holds for every table of scores, whatever is in it."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stars.rules.evaluate import evaluate
from stars.rules.loader import load_book
from stars.rules.quota import places_of
from stars.rules.rating import Rated
from stars.rules.terms import Quota

CATEGORIES = {
    (key, category.key): category
    for key in ("dashui", "shimen", "daan")
    for category in load_book(key).categories.values()
}
# Few different scores: ties and caps are met often.
SCORES = st.integers(0, 400).map(lambda n: Fraction(n, 4)) | st.sampled_from(
    [Fraction(score) for score in ("85", "89.996", "90", "94.5", "95", "96", "96")]
)
HAND = st.none() | st.booleans()
ROW = st.tuples(SCORES, st.none() | st.integers(0, 5), st.booleans(), st.booleans(), HAND)


@st.composite
def tables(draw):
    name = draw(st.sampled_from(sorted(CATEGORIES)))
    category = CATEGORIES[name]
    clause = category.grounds[0].clause if category.grounds else ""
    least = draw(st.sampled_from([0, 8, 24]))  # a share of a few is no place at all
    rows = draw(st.lists(ROW, min_size=least, max_size=40))
    entries = [
        Rated(
            f"s{n}",
            {"score": score},
            previous,
            lifetime and n % 5 == 0,
            clause if out and n % 7 == 0 else "",
            hand,
        )
        for n, (score, previous, lifetime, out, hand) in enumerate(rows)
    ]
    return category, entries


def by_subject(rating):
    return {one.subject: one for one in rating.outcomes}


@given(tables())
@settings(max_examples=100, deadline=None)
def test_explanation_replays_to_the_result(table):
    for outcome in evaluate(*table).outcomes:
        level = None
        for step in outcome.explanation:
            assert step.before == level
            level = step.after
        assert level == outcome.level


@given(tables())
@settings(max_examples=100, deadline=None)
def test_cap_is_never_exceeded_lifetime_holders_aside(table):
    category, entries = table
    rating = evaluate(category, entries)
    lifetime = {one.subject for one in entries if one.lifetime and category.lifetime_level}
    base = sum(one.explanation[0].detail["eligible"] for one in rating.outcomes)

    for quota in (one for one in category.quotas if one.kind == "cap"):
        holders = [one for one in rating.outcomes if one.level == quota.level and one.subject not in lifetime]
        waiting = sum(tie.places for tie in rating.ties if tie.level == quota.level)
        assert len(holders) + waiting <= places_of(quota, base)


@given(tables())
@settings(max_examples=100, deadline=None)
def test_higher_score_never_has_the_lower_level(table):
    """Among those with a level whom neither history nor a show of hands distinguishes."""
    category, entries = table
    given = {one.subject: one for one in entries}
    plain = [
        (one.exact, one.level)
        for one in evaluate(category, entries).outcomes
        if one.level is not None
        and given[one.subject].previous is None
        and not given[one.subject].lifetime
        and (given[one.subject].hand is None or not category.hand_vote_level)
    ]
    plain.sort()

    assert [level for _score, level in plain] == sorted(level for _score, level in plain)


@given(tables())
@settings(max_examples=100, deadline=None)
def test_step_rule_never_lifts_by_more_than_one_and_a_fall_counts_in_full(table):
    category, entries = table
    given = {one.subject: one for one in entries}
    for outcome in evaluate(category, entries).outcomes:
        previous = given[outcome.subject].previous
        if not category.step_rule or previous is None or outcome.level is None:
            continue
        threshold = next(step.after for step in outcome.explanation if step.step == "threshold")
        assert outcome.level <= previous + 1
        if threshold <= previous:
            stepped = next(step.after for step in outcome.explanation if step.step == "step_rule")
            assert stepped == threshold


@given(tables(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_order_of_the_rows_changes_nothing(table, random):
    category, entries = table
    one = evaluate(category, entries)

    for turned in (entries[::-1], random.sample(entries, len(entries))):
        other = evaluate(category, turned)
        assert by_subject(one) == by_subject(other)
        assert (one.ties, one.warnings) == (other.ties, other.warnings)


@given(tables())
@settings(max_examples=100, deadline=None)
def test_when_every_tie_is_decided_everybody_eligible_has_a_level_and_the_caps_hold(table):
    category, entries = table
    decided = {}
    while ties := evaluate(category, entries, decided).ties:
        decided[ties[0].level] = ties[0].subjects[: ties[0].places]

    rating = evaluate(category, entries, decided)

    fit = [one for one in rating.outcomes if one.explanation[0].detail["eligible"]]
    lifetime = {one.subject for one in entries if one.lifetime and category.lifetime_level}
    assert [one for one in fit if one.level is None] == []
    for quota in (one for one in category.quotas if one.kind == "cap"):
        holders = [one for one in fit if one.level == quota.level and one.subject not in lifetime]
        assert len(holders) <= places_of(quota, len(fit))


@given(st.lists(SCORES, min_size=1, max_size=30), st.integers(1, 3), st.integers(1, 3))
@settings(max_examples=100, deadline=None)
def test_tie_above_a_second_cap_leaves_no_level_that_a_decision_would_change(scores, first, second):
    """A book with two caps: whoever has a level before the tie is decided keeps it, however it is decided."""
    base = CATEGORIES["dashui", "household"]
    caps = (
        Quota(level=5, share=first * base.quotas[0].share, kind="cap"),
        Quota(level=4, share=second * base.quotas[0].share, kind="cap"),
    )
    category = type(base)(**{**vars(base), "quotas": caps})
    entries = [Rated(f"s{n}", {"score": score}) for n, score in enumerate(scores)]
    rating = evaluate(category, entries)
    tie = next((one for one in rating.ties if one.level == 5), None)
    if tie is None:
        return

    before = by_subject(rating)
    for chosen in (tie.subjects[: tie.places], tie.subjects[len(tie.subjects) - tie.places :]):
        after = by_subject(evaluate(category, entries, {5: chosen}))
        for subject, outcome in before.items():
            if outcome.level is not None:
                assert after[subject].level == outcome.level


def test_every_shipped_category_of_five_roles_is_rated():
    assert len(CATEGORIES) == 9


@pytest.mark.parametrize("category", CATEGORIES.values(), ids=map("-".join, CATEGORIES))
def test_empty_table_gives_an_empty_rating(category):
    assert evaluate(category, []).outcomes == ()
