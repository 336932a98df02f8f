"""The checking child: killed when it uses too much, poor in what it may do, and never believed blindly."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.intake import isolation
from evidence.intake.faults import Fault
from evidence.intake.gate import examine
from evidence.intake.isolation import ENVIRONMENT, ROOT
from evidence.intake.limits import BUDGETS, MB, TASKS, TYPES
from evidence.intake.refusals import Refused
from tests.evidence.bad_files import files_below, refusal, swelling_pdf, white_png
from tests.making import photo_bytes

# A server with little left: what it may use itself, the child may not exceed either.
POOR_SERVER = """
import json, resource, sys
from pathlib import Path
from evidence.intake.faults import Fault
from evidence.intake.isolation import run_isolated
which, value, path, out, task, kind = sys.argv[1:]
resource.setrlimit(getattr(resource, which), (int(value), int(value)))
try:
    done = run_isolated(task, path=Path(path), out_dir=Path(out), kind=kind)
    print(json.dumps(done))
except Fault as fault:
    print(fault.code)
"""
SPEAKING = """
import ctypes, json, os, resource, socket, sys
from evidence.intake.child import confine
from evidence.intake.limits import BUDGETS
confine(BUDGETS[sys.argv[1]])
names = ["RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE"]
print(json.dumps([resource.getrlimit(getattr(resource, name)) for name in names]))
"""


def on_poor_server(limit: str, value: int, data: bytes, folder: Path, kind: str) -> str:
    path, out = folder / "received", folder / "out"
    path.write_bytes(data)
    out.mkdir()
    asked = [limit, str(value), str(path), str(out), TYPES[kind].task, kind]
    command = [sys.executable, "-c", POOR_SERVER, *asked]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def test_file_that_takes_too_much_cpu_time_is_refused_as_too_heavy(tmp_path):
    """Reading this one to its end takes three seconds."""
    assert on_poor_server("RLIMIT_CPU", 1, swelling_pdf(), tmp_path, "pdf") == "too_heavy"


def test_picture_that_takes_too_much_memory_is_refused_as_too_heavy(tmp_path):
    large = white_png(9_000, 5_000)

    assert on_poor_server("RLIMIT_AS", 90 * MB, large, tmp_path, "png") == "too_heavy"


def test_ordinary_picture_passes_on_the_same_server(tmp_path):
    told = json.loads(on_poor_server("RLIMIT_CPU", 5, photo_bytes(), tmp_path, "jpeg"))

    assert (told["width"], told["height"], len(told["derivatives"])) == (320, 240, 3)


@pytest.mark.django_db
def test_check_that_takes_too_long_is_ended_and_refused(tmp_path, monkeypatch):
    hurried = dataclasses.replace(BUDGETS["images"], wall_seconds=0.01)
    monkeypatch.setitem(BUDGETS, "images", hurried)

    assert refusal(tmp_path, photo_bytes(), "照片.jpg") == "too_heavy"


@pytest.mark.django_db
def test_check_that_cannot_run_is_a_refusal(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(isolation, "ROOT", tmp_path)

    assert refusal(tmp_path, photo_bytes(), "照片.jpg") == "checker_failed"
    assert "No module named" in caplog.text


@pytest.mark.parametrize("task", TASKS)
def test_child_is_under_every_limit_before_it_reads(task):
    command = [sys.executable, "-c", SPEAKING, task]
    said = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)

    budget = BUDGETS[task]
    wanted = [budget.cpu_seconds, budget.memory, budget.file_bytes, budget.open_files, 0]
    assert said == [[value, value] for value in wanted]
    assert 0 < budget.cpu_seconds < budget.wall_seconds <= 90


def test_child_inherits_no_secret_of_the_server():
    assert {"SECRET_KEY", "DATABASE_URL"} <= set(os.environ)
    assert set(ENVIRONMENT) == {"PATH", "LANG", "PYTHONDONTWRITEBYTECODE"}


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"nonsense",
        b"[]",
        b"{}",
        b'{"done": 7}',
        b'{"refused": "svg"}',
        b'{"refused": "svg", "params": 7}',
        b"\xff\xfe",
        b"[" * 200_000,
    ],
)
def test_answer_of_a_child_that_makes_no_sense_is_a_failed_check(said):
    with pytest.raises(Fault, match="checker_failed"):
        isolation._judge(said)


def test_checks_need_no_django():
    """The child starts with every photo: half a second of imports would be half a second a photo."""
    code = (
        "import sys, evidence.intake.images; print('django' in sys.modules, 'evidence.models' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert said.stdout.split() == ["False", "False"]


def test_confined_process_cannot_write_a_large_file(tmp_path):
    code = "from evidence.intake.child import *; confine(BUDGETS['images']); open(sys.argv[1],'wb').truncate(60<<20)"
    ended = subprocess.run([sys.executable, "-c", code, tmp_path / "large"], cwd=ROOT, capture_output=True)

    assert ended.returncode != 0
    assert [path.stat().st_size for path in files_below(tmp_path)] == [0]


def test_workspace_of_the_child_is_gone_after_a_refusal_and_after_success(tmp_path):
    path, out = tmp_path / "received", tmp_path / "out"
    path.write_bytes(photo_bytes()[:300])
    with pytest.raises(Refused):
        examine(path, "照片.jpg", out_dir=out)
    left = list(out.iterdir())
    path.write_bytes(photo_bytes())
    kept = examine(path, "照片.jpg", out_dir=out)

    assert left == []
    assert sorted(out.iterdir()) == sorted(copy.path for copy in kept.derivatives)
