"""Differences that read well: by sentence, then by character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.text.diff import diff_text
from evidence.text.matching import STEPS, Metered, Work

CHINESE = st.text(alphabet="修路灯三条巷道十盏。！\n", max_size=40)


def joined(blocks, side: str) -> str:
    return "".join(run.text for block in blocks for run in getattr(block, side))


def kinds(old: str, new: str) -> list[str]:
    return [block.kind for block in diff_text(old, new)]


def test_changed_number_marks_only_the_number():
    (block,) = diff_text("装了十盏路灯。", "装了十二盏路灯。")

    assert [run.text for run in block.new if run.mark] == ["二"]
    assert [run for run in block.old if run.mark] == []


def test_unchanged_sentences_stay_whole():
    assert kinds("一。二。三。", "一。二。三。四。") == ["same", "same", "same", "added"]


def test_rewritten_sentence_is_one_out_and_one_in():
    assert kinds("修了三条巷道。", "账目每季度公布！") == ["removed", "added"]


def test_single_equal_character_between_changes_is_marked_too():
    (block,) = diff_text("共有甲的乙人参加活动。", "共有丙的丁人参加活动。")

    assert [run.text for run in block.new if run.mark] == ["丙的丁"]


@given(CHINESE, CHINESE)
def test_joined_runs_give_the_texts_back(old, new):
    blocks = diff_text(old, new)

    assert (joined(blocks, "old"), joined(blocks, "new")) == (old, new)


LONGEST = 20_000
# Each of them took difflib minutes: everything equal to everything, with a change at both ends.
ADVERSARIAL = {
    "one sentence of dots": ("x" + "…" * (LONGEST - 2) + "y", "…" * (LONGEST - 1) + "z"),
    "every second character": ("甲乙" * (LONGEST // 2), "甲丙" * (LONGEST // 2)),
    "the shortest sentences": ("x。" + "甲。" * (LONGEST // 2 - 1), "y。" + "乙。甲。" * (LONGEST // 4 - 1)),
    "sentences of 2,000": ("甲乙" * 999 + "。\n" + "丁" * 18_000, "甲丙" * 999 + "。\n" + "戊" * 18_000),
}


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_longest_texts_are_compared_within_the_steps_allowed(name):
    old, new = ADVERSARIAL[name]
    work = Work()

    blocks = diff_text(old, new, work)

    assert 0 <= work.left <= STEPS
    assert (joined(blocks, "old"), joined(blocks, "new")) == (old, new)


def test_steps_used_up_leave_what_is_not_compared_as_out_and_in():
    blocks = diff_text("一。甲乙丙丁。二。", "一。甲乙戊丁。二。", Work(0))

    assert [block.kind for block in blocks] == ["same", "removed", "added", "same"]


def test_every_comparison_is_paid_for():
    work = Work(1000)

    Metered("甲" * 30, "甲" * 30, work).get_opcodes()

    assert work.left == 1000 - 30 * 31


def test_one_change_in_the_longest_sentence_marks_only_the_change():
    (block,) = diff_text("…" * (LONGEST - 1) + "甲", "…" * (LONGEST - 1) + "乙")

    assert [run.text for run in block.new if run.mark] == ["乙"]
