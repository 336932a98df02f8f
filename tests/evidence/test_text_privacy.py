"""Numbers that identify a person, and names masked by rule. All numbers here are made up."""

import pytest

from evidence.text.figures import parse_figure
from evidence.text.privacy import find_personal

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
CHECKS = "10X98765432"


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


def test_id_number_with_wrong_check_digit_is_found():
    right = made_id(ID_BODY)
    wrong = ID_BODY + ("0" if right[-1] != "0" else "1")

    assert [(hit.kind, hit.text) for hit in find_personal(wrong)] == [("id_number", wrong)]


@pytest.mark.parametrize("born", ["19901307", "19900230", "00000000", "29900307"])
def test_long_number_without_a_day_of_birth_is_left_alone(born):
    assert find_personal(f"110101{born}1234") == ()


@pytest.mark.parametrize(
    ("value", "text", "number"),
    [
        ("20", "20", "20"),
        ("２０．５", "20.5", "20.5"),
        ("1,200", "1200", "1200"),
        (" 1 200 ", "1200", "1200"),
        ("1 : 3", "1:3", None),
        ("≥80", "≥80", None),
        ("1：3", "1:3", None),
        ("2－3", "2-3", None),
    ],
)
def test_figure_is_read(value, text, number):
    parsed = parse_figure(value)

    assert (parsed.text, str(parsed.number) if parsed.number is not None else None) == (text, number)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("", "not_a_number"),
        ("1,20", "not_a_number"),
        ("1:2:3", "not_a_number"),
        ("20 30", "spaces"),
        ("1200 300", "spaces"),
        ("-5", "negative"),
        ("－5", "negative"),
        ("1e3", "exponent"),
        ("很多", "words"),
        ("20 3x", "words"),
    ],
)
def test_figure_that_is_no_number_is_refused_for_its_reason(value, fault):
    with pytest.raises(ValueError, match=f"^{fault}$"):
        parse_figure(value)
