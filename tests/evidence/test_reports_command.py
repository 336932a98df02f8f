"""`manage.py report split`."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.evidence.reports_making import TWIN


def test_report_split_prints_json(capsys):
    call_command("report", "split", str(TWIN), "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["signed_by"], found["dated"], len(found["sections"])) == (
        "溪口乡青禾村党总支",
        "2024-11-08",
        10,
    )


def test_report_split_prints_an_outline(capsys):
    call_command("report", "split", str(TWIN))
    assert capsys.readouterr().out.splitlines()[:4] == [
        "青禾村星级化创建工作情况报告",
        "溪口乡青禾村党总支 2024-11-08",
        "",
        "领导核心星 (149)",
    ]


def test_report_split_refuses_an_empty_file(tmp_path):
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    with pytest.raises(CommandError, match=r"There is no text in this file.*\(empty\)"):
        call_command("report", "split", str(path))


def test_report_split_says_which_file_is_missing(tmp_path):
    with pytest.raises(CommandError, match=r"gone\.txt: No such file"):
        call_command("report", "split", str(tmp_path / "gone.txt"))
