"""Differences that read well: by sentence, then by character."""

from hypothesis import given
from hypothesis import strategies as st

from evidence.text.diff import diff_text

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
