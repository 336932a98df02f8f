"""The problems of a list in Chinese: where, and what to do."""

import inspect
import re

import pytest
from django.utils import translation

from stars.lists import cleaning, headings, reading, words
from stars.lists.model import RowProblem
from stars.lists.words import WORDS, told_problem

PLACED = RowProblem(4, "姓名", "", "张三", "B", "10")
CODE = re.compile(r'(?:CellError\(|code = |RowProblem\([^)]*?)"([a-z_]+)"')


def of(code: str) -> RowProblem:
    return RowProblem(PLACED.row, PLACED.column, code, PLACED.found, PLACED.letter, PLACED.expected)


@pytest.mark.parametrize("code", WORDS)
def test_problem_is_told_in_chinese_with_its_place_and_what_to_do(code):
    with translation.override("zh-hans"):
        told = told_problem(of(code))
    with translation.override("en"):
        english = told_problem(of(code))

    assert told.startswith("第 4 行 B 列：")
    assert re.search(r"请|要填", told)
    assert (english.startswith("Row 4, column B: "), "%(" in told + english) == (True, False)


def test_every_code_has_words_and_no_other():
    sources = [inspect.getsource(module) for module in (reading, headings, cleaning)]
    found = {code for source in sources for code in CODE.findall(source)}

    assert found == set(WORDS)


def test_problem_of_a_missing_column_has_no_letter():
    with translation.override("zh-hans"):
        told = told_problem(RowProblem(1, "姓名", "heading_missing", expected="姓名、name"))

    assert told == "第 1 行：缺少“姓名”这一列。请加上；列名可以写：姓名、name。"


def test_caller_adds_words_of_its_own():
    with translation.override("zh-hans"):
        told = told_problem(of("twice"), {"twice": "“%(found)s”出现了两次。"})

    assert told == "第 4 行 B 列：“张三”出现了两次。"


def test_examples_are_marked_so_that_they_are_passed_over():
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert reading.EXAMPLE.fullmatch(str(words.EXAMPLE_MARK) % {"text": "王小明"})
