"""Numbers that identify a person, and names masked by rule. All numbers here are made up."""

import pytest

from evidence.text.figures import parse_figure
from evidence.text.privacy import CHECKS, WEIGHTS, find_personal, mask_name


def made_id(body: str) -> str:
    return body + CHECKS[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


ID_BODY = "11010119900307123"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"证号{made_id(ID_BODY)}。", "id_number"),
        (f"证号{made_id(ID_BODY)[:6]} {made_id(ID_BODY)[6:14]} {made_id(ID_BODY)[14:]}", "id_number"),
        ("电话13800000000", "mobile"),
        ("电话１３８００００００００", "mobile"),
        ("电话138-0000-0000", "mobile"),
        ("座机010-12345678", "landline"),
        ("卡号4111 1111 1111 1111", "bank_card"),
    ],
)
def test_personal_number_is_found(text, kind):
    (hit,) = find_personal(text)

    assert (hit.kind, text[hit.start : hit.end]) == (kind, hit.text)


@pytest.mark.parametrize(
    "text",
    ["区划代码990101101201", "投入20万元", "2026年11月23日", "1234567890123456", "编号110101199003071239999"],
)
def test_other_number_is_left_alone(text):
    assert find_personal(text) == ()


def test_id_number_with_wrong_check_digit_is_left_alone():
    right = made_id(ID_BODY)
    wrong = ID_BODY + ("0" if right[-1] != "0" else "1")

    assert [hit for hit in find_personal(wrong) if hit.kind == "id_number"] == []


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张建三", "张*三"),
        ("张三", "张*"),
        ("阿卜·买买提", "阿*·买*"),
        ("欧阳修", "欧阳*"),
        ("欧阳修文", "欧**文"),
    ],
)
def test_name_is_masked_by_rule(name, masked):
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("value", "text", "number"),
    [
        ("20", "20", "20"),
        ("２０．５", "20.5", "20.5"),
        ("1,200", "1200", "1200"),
        ("≥80", "≥80", None),
        ("1：3", "1:3", None),
        ("2－3", "2-3", None),
    ],
)
def test_figure_is_read(value, text, number):
    parsed = parse_figure(value)

    assert (parsed.text, str(parsed.number) if parsed.number is not None else None) == (text, number)


@pytest.mark.parametrize("value", ["", "很多", "20 3x", "1,20", "-5", "1:2:3"])
def test_figure_that_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="not_a_number"):
        parse_figure(value)
