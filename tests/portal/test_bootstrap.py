"""Setting up and serving on a bare machine, with real child processes."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal import bootstrap_tools

ROOT = Path(__file__).resolve().parents[2]
SLEEPER = (
    "import pathlib, os, sys, time; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(60)"
)
SERVE = (
    "import sys; from portal.bootstrap import serve; sys.exit(serve({web}, {worker}, 'http://127.0.0.1:9/'))"
)


def wait_for(condition, seconds: float = 10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def taken():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield str(holder.getsockname()[1])


@pytest.fixture
def start(tmp_path):
    """Start `serve` with two small children; gives the process and the files that hold their numbers."""
    started = []

    def begin(web: str = SLEEPER, worker: str = SLEEPER, ignored=()):
        pids = [tmp_path / name for name in ("web", "worker")]
        commands = [
            [sys.executable, "-c", code, str(pid)] for code, pid in zip((web, worker), pids, strict=True)
        ]
        code = SERVE.format(web=commands[0], worker=commands[1])
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: [signal.signal(number, signal.SIG_IGN) for number in ignored],
        )
        started.append(process)
        return process, pids

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def numbers(pids) -> list[int]:
    wait_for(lambda: all(pid.exists() and pid.read_text() for pid in pids))
    return [int(pid.read_text()) for pid in pids]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_stops_both_children(start, number):
    process, pids = start()
    children = numbers(pids)

    process.send_signal(number)

    assert (process.wait(20), [is_alive(child) for child in children]) == (0, [False, False])


def test_closed_terminal_is_ignored_under_nohup(start):
    process, pids = start(ignored=[signal.SIGHUP])
    numbers(pids)

    process.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1)

    process.terminate()
    assert process.wait(20) == 0


@pytest.mark.parametrize("ends", ["web", "worker"])
def test_child_that_ends_takes_the_other_with_it(start, ends):
    process, pids = start(**{ends: f"{SLEEPER.rsplit(';', 1)[0]}; time.sleep(0.3)"})
    children = numbers(pids)

    output, _ = process.communicate(timeout=20)

    assert (process.returncode, [is_alive(child) for child in children]) == (1, [False, False])
    assert "ended by itself" in output


def test_child_that_will_not_stop_is_killed(monkeypatch):
    monkeypatch.setattr(bootstrap_tools, "PATIENCE", 0.3)
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True)"
    child = subprocess.Popen(
        [sys.executable, "-c", f"{stubborn}; time.sleep(60)"], start_new_session=True, stdout=subprocess.PIPE
    )
    with child:
        child.stdout.readline()

        bootstrap_tools.stop([child])

    assert child.returncode == -signal.SIGKILL


def test_busy_port_says_how_to_take_another(taken):
    command = [sys.executable, "portal/bootstrap.py", "run"]
    ended = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PORT": taken}, capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"Port {taken} is in use. Stop what uses it, or take another: PORT=8765 make run\n"


@pytest.mark.parametrize("port", ["", "0", "http", "65536", "-1"])
def test_port_that_is_none_is_named(port):
    assert bootstrap_tools.port_problem("127.0.0.1", port).startswith(f"PORT={port} is not a port number")


def test_foreign_address_is_named():
    assert bootstrap_tools.port_problem("192.0.2.1", "8765").startswith("192.0.2.1:8765 cannot be used")


def test_free_port_is_no_problem(taken):
    free = socket.socket()
    free.bind(("127.0.0.1", 0))
    port = str(free.getsockname()[1])
    free.close()

    assert bootstrap_tools.port_problem("127.0.0.1", port) is None


def old_python() -> str | None:
    found = (shutil.which(f"python3.{minor}") for minor in range(10, 5, -1))
    starts = (path for path in found if path and not subprocess.call([path, "-c", ""], stderr=-3))
    return next(starts, None)


@pytest.mark.parametrize("task", ["setup", "run", "test"])
def test_too_old_python_is_told_what_is_needed(task, tmp_path):
    """With an old Python of this machine, or else with this one that says it is 3.10."""
    pretend = f"import runpy, sys; sys.version_info = (3, 10, 13); sys.argv[1:] = ['{task}']"
    pretend += "; runpy.run_path('portal/bootstrap.py', run_name='__main__')"
    python = old_python()
    command = [python, "portal/bootstrap.py", task] if python else [sys.executable, "-c", pretend]

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert ended.stderr.startswith("Python 3.11 or newer is needed; name it with PYTHON=")


@pytest.fixture
def bare(tmp_path):
    """A checkout with a lock that wants nothing, so that setting it up needs no network."""
    (tmp_path / "portal").mkdir()
    for name in ("bootstrap.py", "bootstrap_tools.py"):
        shutil.copy(ROOT / "portal" / name, tmp_path / "portal")
    (tmp_path / "portal" / "compile_messages.py").write_text("")
    (tmp_path / "requirements.lock").write_text("# nothing\n")
    return tmp_path


def make_setup(checkout: Path) -> str:
    command = [sys.executable, "portal/bootstrap.py", "setup"]
    ended = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True)
    return ended.stdout


def test_setup_installs_once_and_again_only_when_the_lock_changed(bare):
    first = make_setup(bare)
    second = make_setup(bare)
    (bare / "requirements.lock").write_text("# still nothing\n")
    third = make_setup(bare)

    making, installing = (
        "Making .venv …\n",
        "Installing requirements.lock (a minute or so the first time) …\n",
    )
    assert [first, second, third] == [making + installing, "", installing]


def test_setup_begins_anew_when_the_environment_lost_its_python(bare):
    make_setup(bare)
    (bare / ".venv" / "bin" / "python").unlink()
    (bare / ".venv" / "of-the-old-python").touch()

    output = make_setup(bare)

    assert output.count("\n") == 2
    assert not (bare / ".venv" / "of-the-old-python").exists()


def test_setup_that_failed_is_tried_again(bare):
    (bare / "requirements.lock").write_text("this is no requirement\n")
    with pytest.raises(subprocess.CalledProcessError):
        make_setup(bare)
    (bare / "requirements.lock").write_text("# nothing\n")

    assert "Installing" in make_setup(bare)
