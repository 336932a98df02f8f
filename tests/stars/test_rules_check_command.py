"""`manage.py rulebook check`: findings as lines or JSON, exit 1 on errors."""

import json

import pytest
from django.core.management import call_command

from tests.stars.test_rules_lint import BOOK


def test_check_command_prints_the_documented_json(capsys):
    call_command("rulebook", "check", "daan", json=True)
    rows = json.loads(capsys.readouterr().out)["findings"]

    assert {frozenset(row) for row in rows} == {
        frozenset({"code", "severity", "place", "article", "message"})
    }
    assert rows[0]["severity"] == "warning"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("key: x\nkey: y\n", "own.yaml 第 2 行，键 key"),
        (BOOK.replace("points: 40", "pionts: 40"), "own.yaml 第 17 行，键 pionts"),
        (BOOK.replace("points: 60}\n      - {key: two", "points: -60}\n      - {key: two"), "-60"),
        (BOOK.replace("weight: 0.2", "weight: 0.3"), "110"),
        (BOOK.replace("upper: 90}", "upper: 91}"), "91"),
        (BOOK.replace("key: none", "key: good"), "键 good"),
        ("", "文件是空的"),
        ("\x00", "own.yaml 第 1 行"),
    ],
)
def test_check_command_exits_with_one_on_errors(tmp_path, capsys, text, told):
    path = tmp_path / "own.yaml"
    path.write_text(text)

    with pytest.raises(SystemExit) as stopped:
        call_command("rulebook", "check", str(path))

    line = capsys.readouterr().out.splitlines()[0]
    assert stopped.value.code == 1
    assert line.startswith("error\t")
    assert told in line


def test_check_command_tells_a_book_in_order(tmp_path, capsys):
    path = tmp_path / "own.yaml"
    path.write_text(BOOK)

    call_command("rulebook", "check", str(path))

    assert capsys.readouterr().out == "没有发现问题。\n"


def test_check_command_of_no_book_is_an_error_too(capsys):
    with pytest.raises(SystemExit):
        call_command("rulebook", "check", "nowhere", json=True)

    assert [one["code"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["unreadable"]
