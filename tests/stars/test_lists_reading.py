"""Lists by their headings: what is passed over, and every problem with its place."""

import pytest

from stars.lists.cleaning import name, one_of, short, whole
from stars.lists.model import CellError, Column, ListRow, RowProblem
from stars.lists.reading import read_list
from stars.lists.signs import AsText

COLUMNS = (
    Column("name", ("姓名", "name"), required=True, clean=name(10)),
    Column("group", ("组", "村民组", "Group no."), clean=whole(1, 99), empty=None),
    Column("kind", ("类别",), clean=one_of({"农户": "household", "党员": "member"}), empty="household"),
)
HEADING = ["姓名", "组", "类别"]


def problems(*table: list[str]) -> list[tuple]:
    return [(one.row, one.letter, one.code, one.found) for one in read_list(table, COLUMNS).problems]


def test_rows_are_read_by_heading_in_any_order_with_their_numbers():
    read = read_list([["类别", "姓名"], ["农户", "张三"], [], ["", " 李四 "]], COLUMNS)

    assert read.rows == (
        ListRow(2, {"name": "张三", "group": None, "kind": "household"}),
        ListRow(4, {"name": "李四", "group": None, "kind": "household"}),
    )
    assert read.whole


@pytest.mark.parametrize(
    "heading",
    [
        ["姓名", "组"],
        [" 姓 名 ", "村民组"],
        ["NAME", "ｇｒｏｕｐ　NO."],
        ["姓名*", "组"],
        ["姓名\n", "组", ""],
    ],
)
def test_headings_are_known_by_every_name_however_they_are_set(heading):
    assert read_list([heading, ["张三", "１２"]], COLUMNS).rows[0].values["group"] == 12


def test_titles_above_and_empty_rows_are_passed_over():
    table = [["", ""], ["2026年参评名单", ""], ["", "填表说明"], ["姓名", "组"], ["", ""], ["张三", "3"]]

    assert [row.number for row in read_list(table, COLUMNS).rows] == [6]


def test_list_of_a_single_column_needs_no_second_heading():
    assert [row.values["name"] for row in read_list([["名单"], ["姓名"], ["张三"]], COLUMNS).rows] == ["张三"]


@pytest.mark.parametrize("first", ["例", "示例", "例：王小明", "示例: 王小明", " Example", "example: A"])
def test_examples_are_passed_over(first):
    table = [HEADING, [first, "不是数", "不认识"], ["张三", "1", ""]]

    assert [row.number for row in read_list(table, COLUMNS).rows] == [3]


@pytest.mark.parametrize("first", ["例如", "样例", "Examples"])
def test_what_only_resembles_an_example_is_a_row(first):
    assert read_list([HEADING, [first, "", ""]], COLUMNS).rows[0].values["name"] == first


@pytest.mark.parametrize("table", [[], [[]], [["", ""]], [["名单"]], [["张三", "1"], ["李四", "2"]]])
def test_table_without_headings_is_told_what_to_have(table):
    (problem,) = read_list(table, COLUMNS).problems

    assert (problem.row, problem.code, problem.expected) == (1, "no_headings", "姓名、组、类别")


def test_all_that_is_wrong_with_the_headings_is_told_together_and_nothing_is_read():
    read = read_list([["名单"], ["组", "住址", "村民组", "年龄"], ["1", "x", "2", "y"]], COLUMNS)

    assert read.rows == ()
    assert read.problems == (
        RowProblem(2, "住址", "unknown_heading", "住址", "B", "姓名、组、类别"),
        RowProblem(2, "村民组", "heading_twice", "村民组", "C", "姓名、组、类别"),
        RowProblem(2, "年龄", "unknown_heading", "年龄", "D", "姓名、组、类别"),
        RowProblem(2, "姓名", "heading_missing", "", "", "姓名、name"),
    )


def test_every_problem_of_every_row_is_told_with_its_place():
    told = problems(
        ["名单"],
        HEADING,
        ["张三", "一", "干部"],
        ["李四", "2", "党员"],
        ["", "100", ""],
        ["很长很长的一个名字啊啊", "", "农户"],
    )

    assert told == [
        (3, "B", "not_whole", "一"),
        (3, "C", "not_one_of", "干部"),
        (5, "A", "missing", ""),
        (5, "B", "not_whole", "100"),
        (6, "A", "too_long", "很长很长的一个名字啊啊"),
    ]


def test_rows_without_a_problem_are_shown_but_the_list_is_not_whole():
    read = read_list([HEADING, ["张三", "1", ""], ["李四", "x", ""]], COLUMNS)

    assert ([row.number for row in read.rows], read.whole) == ([2], False)


@pytest.mark.parametrize("text", ["=1+1", "+张三", "-张三", "@张三", " =1", "\t=1", "＝1", "－", "-"])
def test_sign_of_a_formula_is_refused_unless_it_was_escaped(text):
    assert problems(HEADING, [text, "", ""]) == [(2, "A", "sign", text.strip())]
    assert read_list([HEADING, [AsText(text), "", ""]], COLUMNS).rows[0].values["name"] == text.strip()
    assert read_list([HEADING, [f"'{text}", "", ""]], COLUMNS).rows[0].values["name"] == text.strip()


@pytest.mark.parametrize("text", ["-5", "+300", "－5", " -5 ", "-1.5"])
def test_number_with_its_sign_is_no_formula(text):
    assert [code for *_place, code, _found in problems(HEADING, ["张三", text, ""])] == ["not_whole"]


def test_what_a_failed_formula_left_is_refused():
    assert problems(HEADING, ["#REF!", "", "#n/a"]) == [
        (2, "A", "failed_formula", "#REF!"),
        (2, "C", "failed_formula", "#n/a"),
    ]


def test_cells_beside_the_headings_are_told_once_a_column():
    told = problems(["姓名", "", "组"], ["张三", "甲", "1", "乙"], ["李四", "丙", "2", "丁"])

    assert told == [(2, "B", "no_heading_above", "甲"), (2, "D", "no_heading_above", "乙")]


@pytest.mark.parametrize("rows", [[], [["", ""]], [["例：王小明", "1"]]])
def test_list_without_rows_is_refused(rows):
    assert problems(["姓名", "组"], *rows) == [(1, "A", "no_rows", "")]


def test_what_was_found_is_shown_short():
    (problem,) = read_list([HEADING, ["字" * 200, "", ""]], COLUMNS).problems

    assert problem.found == "字" * 39 + "…"


@pytest.mark.parametrize(
    ("clean", "text", "value"),
    [
        (name(20), "张　三", "张三"),
        (name(20), "阿 卜 杜", "阿卜杜"),
        (name(20), "John  Smith", "John Smith"),
        (short(5), "甲 \n 乙", "甲 乙"),
        (whole(-9, 9), "－３", -3),
        (whole(0, 5), "05", 5),
        (one_of({"村干部": 1}), "村 干部", 1),
        (one_of({"ＡＢ": 2}), "ab", 2),
    ],
)
def test_cell_is_cleaned(clean, text, value):
    assert clean(text) == value


@pytest.mark.parametrize(
    ("clean", "text", "code", "expected"),
    [
        (short(2), "三个字", "too_long", "2"),
        (whole(1, 9), "10", "not_whole", "1–9"),
        (whole(1, 9), "1.0", "not_whole", "1–9"),
        (whole(1, 9), "9" * 5000, "not_whole", "1–9"),
        (one_of({"是": 1, "否": 0}), "对", "not_one_of", "是、否"),
    ],
)
def test_cell_that_does_not_fit_says_what_would(clean, text, code, expected):
    with pytest.raises(CellError) as caught:
        clean(text)

    assert (caught.value.code, caught.value.expected) == (code, expected)
