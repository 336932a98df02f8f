"""The show of hands of a villagers' group: who is chosen, who is not, and who was not asked."""

from stars.rules.evaluate import evaluate
from tests.stars.test_rules_evaluate import DAAN, crowd, levels, rated


def test_show_of_hands_chooses_five_stars_and_limits_the_others_to_four():
    entries = [rated("选中", "86", hand=True), rated("未选", "96", hand=False), *crowd(38)]
    found = levels(DAAN["household"], *entries)

    assert (found["选中"], found["未选"]) == (5, 4)


def test_show_of_hands_does_not_lift_over_the_step_rule():
    found = levels(DAAN["household"], rated("选中", "95", previous=3, hand=True), *crowd(39))

    assert found["选中"] == 4


def test_show_of_hands_stays_within_the_cap():
    chosen = [rated(f"选{n}", str(80 + n), hand=True) for n in range(3)]

    assert list(levels(DAAN["household"], *chosen, *crowd(37)).values())[:3] == [4, 5, 5]


def test_group_without_a_show_of_hands_is_left_alone():
    entries = [
        rated("选中", "86", hand=True),
        rated("未选", "96", hand=False),
        rated("别组", "97"),
        *crowd(57),
    ]
    rating = evaluate(DAAN["household"], entries)

    assert [one.level for one in rating.outcomes[:3]] == [5, 4, 5]
    assert [
        [one.step for one in outcome.explanation].count("hand_vote") for outcome in rating.outcomes[:3]
    ] == [1, 1, 0]


def test_show_of_hands_is_ignored_with_a_warning_where_the_book_has_none():
    rating = evaluate(DAAN["cadre"], [rated("甲", "86", hand=True)])

    assert rating.outcomes[0].level == 4
    assert [(one.code, dict(one.numbers)) for one in rating.warnings][:1] == [
        ("no_such_rule", {"column": "hand"})
    ]


def test_show_of_hands_is_explained():
    step = evaluate(DAAN["household"], [rated("选中", "95", previous=3, hand=True), *crowd(39)])
    last = step.outcomes[0].explanation[-1]

    assert (last.step, last.before, last.after, last.article) == ("hand_vote", 4, 4, "7.3")
    assert dict(last.detail) == {"chosen": True, "previous": 3}
