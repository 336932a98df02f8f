"""`manage.py rate`: a table of scores in, explained levels out."""

import json

import pytest
from django.core.management import CommandError, call_command

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
        (CASE, "daan", "village", "has no category village"),
        (CASE, "nowhere", "cadre", "nowhere 第 1 行：文件读不出来"),
    ],
)
def test_rate_refuses_with_the_place(tmp_path, text, book, category, why):
    with pytest.raises(CommandError, match=why):
        rate(tmp_path, text, book, category)


def test_rate_of_a_missing_file_says_so(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("rate", "daan", category="cadre", scores=tmp_path / "none.csv")
