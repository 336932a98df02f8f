"""`manage.py rate`: a table of scores in, explained levels out."""

import json

import pytest
from django.core.management import CommandError, call_command

from stars.rules.loader import book_source

CASE = "subject,meeting,panel,previous\n甲,96,90,3\n乙,80,70,\n"


def rate(tmp_path, text, book="daan", category="cadre", encoding="utf-8", **options):
    path = tmp_path / "scores.csv"
    path.write_bytes(text.encode(encoding))
    return call_command("rate", book, category=category, scores=path, **options)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rate_prints_explained_results_in_the_order_of_the_table(tmp_path, capsys, encoding):
    rate(tmp_path, CASE, json=True, encoding=encoding)
    told = json.loads(capsys.readouterr().out)

    assert [(one["subject"], one["exact"], one["shown"], one["level"]) for one in told["results"]] == [
        ("甲", "474/5", "94.80", 4),
        ("乙", "78", "78.00", 2),
    ]
    threshold = told["results"][0]["explanation"][2]
    detail = {"score": "474/5", "lower": "90"}
    assert threshold == {"step": "threshold", "before": None, "after": 5, "article": "6", "detail": detail}
    assert (told["ties"], [one["code"] for one in told["warnings"]]) == ([], ["about_share_exceeded"])


def test_rate_tells_ties(tmp_path, capsys):
    rows = "".join(f"众{n},50\n" for n in range(8))
    rate(tmp_path, f"subject,score\n甲,96\n乙,96\n{rows}", "dashui", "household", json=True)

    assert json.loads(capsys.readouterr().out)["ties"] == [
        {"level": 5, "places": 1, "subjects": ["乙", "甲"]}
    ]


def test_rate_without_json_is_readable_in_chinese(tmp_path, capsys):
    rate(tmp_path, CASE)

    assert capsys.readouterr().out.splitlines()[:2] == ["甲\t94.80\t4", "乙\t78.00\t2"]


@pytest.mark.parametrize(
    ("text", "book", "category", "why"),
    [
        ("subject,score\n甲,优", "daan", "cadre", "第 2 行，score 列"),
        (CASE, "dashui", "cadre", "第 1 行，meeting 列"),
        (CASE, "daan", "village", "daan 没有 village 这一类。它有：cadre、household"),
        ("subject,score\n甲,90\n", "xiqing", "village", "逐颗星评定"),
        ("subject,score\n甲,-1", "daan", "cadre", "第 2 行，score 列：分数不能是负数：-1"),
        ("subject,score\n甲,101", "daan", "cadre", "第 2 行，score 列：分数最多 100：101"),
        ("subject,score\n甲,9\n乙,", "daan", "cadre", "第 3 行，score 列：没有分数"),
        ("subject,score\n甲,9\n甲,8", "daan", "cadre", "第 3 行，subject 列：甲 出现了两次"),
        ("subject,score,星\n", "daan", "cadre", "第 1 行，星 列"),
        ('subject,score\n"甲,9\n' + "x" * 140_000, "daan", "cadre", "不是 CSV 表格"),
        (CASE, "nowhere", "cadre", "nowhere 第 1 行：文件读不出来"),
    ],
)
def test_rate_refuses_with_the_place(tmp_path, text, book, category, why):
    with pytest.raises(CommandError, match=why):
        rate(tmp_path, text, book, category)


def test_rate_of_a_missing_file_says_so(tmp_path):
    with pytest.raises(CommandError, match=r"none\.csv 读不出来"):
        call_command("rate", "daan", category="cadre", scores=tmp_path / "none.csv")


def test_rate_of_bytes_that_are_no_text_says_so(tmp_path):
    path = tmp_path / "scores.csv"
    path.write_bytes(b"\xff\xff\xff")

    with pytest.raises(CommandError, match="UTF-8"):
        call_command("rate", "daan", category="cadre", scores=path)


def test_rate_by_a_book_with_errors_rates_nobody(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(book_source("daan").replace("weight: 0.2", "weight: 0.3"), encoding="utf-8")

    with pytest.raises(CommandError, match="110%"):
        rate(tmp_path, CASE, book=str(path))


def test_rate_ignores_columns_that_the_book_has_no_rule_for_with_warnings(tmp_path, capsys):
    text = "subject,score,previous,lifetime,ineligible\n甲,91,1,1,8.4\n乙,64,,,\n"
    rate(tmp_path, text, "shimen", "household", json=True)
    told = json.loads(capsys.readouterr().out)

    assert [(one["level"], one["exact"]) for one in told["results"]] == [(4, "91"), (0, "64")]
    assert told["warnings"] == [
        {"code": "no_such_rule", "column": "previous"},
        {"code": "no_such_rule", "column": "lifetime"},
        {"code": "no_such_rule", "column": "ineligible"},
    ]


def test_rate_gives_no_level_to_who_may_not_be_rated(tmp_path, capsys):
    rate(tmp_path, "subject,score,ineligible\n甲,91,8.4\n", json=True)
    told = json.loads(capsys.readouterr().out)

    assert [(one["level"], [step["step"] for step in one["explanation"]]) for one in told["results"]] == [
        (None, ["eligible"])
    ]
    assert [one["code"] for one in told["warnings"]] == ["ground_needs_legal_basis"]
