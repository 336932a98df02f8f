"""What is a star's heading, and what only mentions a star."""

import pytest

from evidence.reports.headings import find_headings
from tests.evidence.reports_making import STARS


def keys_of(text):
    return [heading.key for heading in find_headings(text, STARS)]


@pytest.mark.parametrize(
    "heading",
    [
        "(三)民族团结星",
        "（三）民族团结星",
        "（三）、民族团结星",
        "（ 三 ） 民族团结",
        "三、民族团结星",
        "三、民族团结",
        "3.民族团结星",
        "３．民族团结星",
        "3、民族团结星：",
        "（3）“民族团结”星",
        "⑶民族团结星",
        "第三、民族团结星",
        "第三颗星：民族团结星",
        "【民族团结星】",
        "民族团结星",
        "民族团结",
        "民族团结星创建情况",
        "  民 族 团 结 星  ",
    ],
)
def test_heading_on_a_line_of_its_own_is_found(heading):
    assert keys_of(f"前文。\n{heading}\n后文。") == ["unity"]


@pytest.mark.parametrize(
    "text",
    [
        "前文。(三)民族团结星\n后文。",
        "20场次。.(三)民族团结星\n后文。",
        "前文(三)民族团结星\n后文。",
        "前文。（三）民族团结星：后文。",
        "前文。三、民族团结星。后文。",
        "前文。\n(三)民族团结星深入开展活动。",
        "民族团结星：后文。",
        "【民族团结星】后文。",
    ],
)
def test_heading_beside_other_text_is_found(text):
    assert keys_of(text) == ["unity"]


@pytest.mark.parametrize(
    "text",
    [
        "围绕民族团结星、和谐稳定星开展工作。",
        "民族团结星的评定由全村参加。",
        "民族团结教育月开展活动。",
        "一是民族团结星和其他各星一起抓。",
        "对照(三)民族团结星的要求逐项检查。",
        "二是抓民族团结。",
    ],
)
def test_mention_of_a_star_is_no_heading(text):
    assert keys_of(text) == []


def test_all_headings_come_in_the_order_of_the_text():
    text = "".join(f"{number}.{star.title}\n内容。\n" for number, star in enumerate(STARS, 1))
    assert keys_of(text) == [star.key for star in STARS]
