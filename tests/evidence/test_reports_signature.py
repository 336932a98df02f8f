"""Title, signer and date in the ways in which villages write them."""

from datetime import date

import pytest

from evidence.reports.signature import find_signature, find_title


@pytest.mark.parametrize(
    ("ending", "dated"),
    [
        ("某村党支部\n2024年3月5日", date(2024, 3, 5)),
        ("某村党支部\n２０２４年３月５日", date(2024, 3, 5)),
        ("某村党支部\n2024.3.5", date(2024, 3, 5)),
        ("某村党支部\n2024-03-05", date(2024, 3, 5)),
        ("某村党支部\n二〇二四年三月五日", date(2024, 3, 5)),
        ("某村党支部\n二○二四年十二月二十一日", date(2024, 12, 21)),
        ("某村党支部\n二零二四年十月", date(2024, 10, 1)),
        ("某村党支部（盖章）\n　　2024年10月", date(2024, 10, 1)),
        ("某村党支部  2024年3月5日", date(2024, 3, 5)),
        ("2024年3月5日\n某村党支部", date(2024, 3, 5)),
        ("落款单位：某村党支部\n2024年3月5日\n", date(2024, 3, 5)),
        ("某村党支部", None),
    ],
)
def test_signer_and_date_are_found(ending, dated):
    text = f"做了很多事。\n{ending}"
    signature = find_signature(text, 0)
    assert (signature.signed_by, signature.dated) == ("某村党支部", dated)
    assert text[: signature.start].strip() == "做了很多事。"


def test_two_signers_are_both_kept():
    signature = find_signature("完成。\n某村党支部\n某村村民委员会\n2024年3月5日", 0)
    assert signature.signed_by == "某村党支部、某村村民委员会"


def test_month_without_day_is_a_doubt():
    assert [doubt.why for doubt in find_signature("某村党支部\n二〇二〇年十月", 0).doubts] == [
        "date_without_day"
    ]


def test_date_that_does_not_exist_is_a_doubt():
    signature = find_signature("某村党支部\n2024年2月30日", 0)
    assert (signature.dated, [doubt.why for doubt in signature.doubts]) == (None, ["date_impossible"])


@pytest.mark.parametrize("ending", ["会议召开于2024年3月5日", "安装路灯25盏", "全面推进各项工作。"])
def test_last_sentence_is_no_signature(ending):
    signature = find_signature(f"前文。\n{ending}", 0)
    assert (signature.signed_by, signature.dated) == ("", None)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["资料之五", "某村创建情况报告", "为了做好工作，现报告如下。"], "某村创建情况报告"),
        (["某村这一年"], "某村这一年"),
        (["全年工作已经完成。"], ""),
        ([], ""),
    ],
)
def test_title_is_the_line_that_reads_like_one(lines, title):
    assert find_title(lines) == title
