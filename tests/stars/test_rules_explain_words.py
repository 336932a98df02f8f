"""Every step of an explanation is one sentence with its article and its numbers."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from stars.explain_words import SENTENCES, told_outcome, told_step
from stars.rules.evaluate import evaluate
from stars.rules.rating import Rated, Step
from stars.rules.replay import FOLLOWS
from tests.stars.test_rules_evaluate import DAAN, DASHUI, crowd, rated
from tests.stars.test_rules_properties import tables


def told(category, *entries, decided=None):
    """The sentences of the first entry."""
    return told_outcome(evaluate(category, entries, decided).outcomes[0], category)


def last(category, *entries, decided=None):
    return told(category, *entries, decided=decided)[-1]


def test_composed_score_is_told_from_its_sources_to_the_level():
    entry = Rated("甲", {"meeting": Fraction(90), "panel": Fraction("81.999")})

    assert told(DAAN["cadre"], entry, *crowd(19)) == [
        "第8条：可以参评。",
        "第7.4条：群众评议 90.00 × 80% + 领导小组评议 81.99 × 20%，合计 88.39 分。",
        "第6条：88.39 分，达到 85 分，四星。",
        "第5条：首次评定，不限晋级，四星。",
    ]


@pytest.mark.parametrize(
    ("score", "sentence"),
    [
        ("89.996", "第6条：89.99 分，达到 85 分，三星。"),
        ("94.5", "第6条：94.50 分，达到 90 分，四星。"),
        ("64.9", "第6条：64.90 分，未达到 65 分，不列入星级。"),
    ],
)
def test_threshold_is_told_with_the_bound(score, sentence):
    assert last(DASHUI["cadre"], rated("甲", score)) == sentence


@pytest.mark.parametrize(
    ("previous", "score", "sentence"),
    [
        (2, "86", "第5条：上次二星，每次最多晋升一级，由四星改为三星。"),
        (3, "86", "第5条：上次三星，晋升不超过一级，四星。"),
        (5, "71", "第5条：上次五星，降级以所评定的星级为准，一星。"),
        (0, "60", "第5条：上次不列入星级，晋升不超过一级，不列入星级。"),
    ],
)
def test_step_rule_is_told_with_the_last_level(previous, score, sentence):
    assert last(DAAN["cadre"], rated("甲", score, previous=previous)) == sentence


def test_lifetime_is_told():
    sentence = last(DASHUI["cadre"], rated("老党员", "30", lifetime=True))

    assert sentence == "第8条：终身五星，不受晋级和比例限制。"


def test_who_may_not_be_rated_is_told_the_clause():
    assert told(DAAN["cadre"], rated("丁", "99", ineligible="8.4")) == ["第8.4条：不参与本次星级评定。"]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (rated("甲", "86", hand=True), "第7.3条：举手表决选为五星。"),
        (rated("甲", "96", hand=False), "第7.3条：举手表决没有选上，由五星改为四星。"),
        (rated("甲", "81", hand=False), "第7.3条：举手表决没有选上，以测评的分值为准，三星。"),
        (
            rated("甲", "86", previous=2, hand=True),
            "第7.3条：举手表决选为五星，但上次二星，每次最多晋升一级，三星。",
        ),
    ],
)
def test_show_of_hands_is_told(entry, sentence):
    assert sentence in told(DAAN["household"], entry, *crowd(39))


@pytest.mark.parametrize(
    ("score", "end"), [("99", "在名额之内，五星。"), ("97", "按分数超出名额，改为四星。")]
)
def test_cap_is_told_with_base_places_and_who_reached_it(score, end):
    sentence = last(DASHUI["household"], rated("甲", score), rated("乙", "98"), *crowd(8))

    assert sentence == f"第8条：五星控制在 10% 以内：10 个参评对象有 1 个名额，2 个达到，{end}"


@pytest.mark.parametrize(
    ("decided", "end"),
    [
        (None, "由领导小组表决，表决前暂无星级。"),
        ({5: ["甲"]}, "领导小组表决选上，五星。"),
        ({5: ["乙"]}, "领导小组表决没有选上，改为四星。"),
    ],
)
def test_tie_is_told_before_and_after_the_decision(decided, end):
    sentence = last(DASHUI["household"], rated("甲", "97"), rated("乙", "97"), *crowd(8), decided=decided)

    assert sentence == f"第8条：五星还有 1 个名额，2 个同分，{end}"


@pytest.mark.parametrize(("after", "end"), [(4, "计票有误，由三星改为四星。"), (3, "计票有误，仍为三星。")])
def test_objection_is_told_with_receipt_and_reason(after, end):
    step = Step("objection", 3, after, None, {"receipt": "Y-7", "reason": "计票有误"})

    assert told_step(step, DAAN["cadre"]) == f"异议（受理号 Y-7）：{end}"


@given(tables())
@settings(max_examples=60, deadline=None)
def test_every_explanation_is_told_in_whole_sentences(table):
    category, entries = table
    for outcome in evaluate(category, entries).outcomes:
        for sentence in told_outcome(outcome, category):
            assert sentence.endswith("。")
            assert not re.search(r"%\(|None|[a-z]", sentence), sentence


def test_every_step_that_replays_has_a_sentence():
    assert set(SENTENCES) == set(FOLLOWS)


def test_step_without_an_article_is_told_without_one():
    outcome = evaluate(DASHUI["cadre"], [rated("甲", "90")]).outcomes[0]
    bare = replace(outcome.explanation[1], article=None)

    assert told_step(bare, DASHUI["cadre"]) == "得分 90.00 分。"
