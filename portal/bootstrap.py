"""Sets up, runs and tests the portal on a bare machine: standard library only, Python 3.11 or newer.

Called by the Makefile as `python3 portal/bootstrap.py setup|run|test`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

# First of all, and in words that an old Python still reads.
if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed; name it with PYTHON=/path/to/python3.11 make run")
sys.path[0] = str(Path(__file__).resolve().parents[1])

from portal import bootstrap_tools  # noqa: E402  the repository's folder must be on the path first

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUN = ROOT / ".run"
GUNICORN = ("-w", "2", "-k", "gthread", "--threads", "4", "--timeout", "120", "--log-level", "warning")
GUNICORN += ("--worker-tmp-dir", RUN)
PYTEST = ["-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", "--create-db", "-p", "no:cacheprovider"]
VENV_HELP = "This Python has no venv and no pip. On Debian: apt-get install -y python3-venv"


def say(text: str) -> None:
    print(text, flush=True)


def call(*command: object, **more) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT, **more)


def stamp_of(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def is_installed(lock: Path) -> bool:
    stamp = VENV / f"{lock.name}.installed"
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == stamp_of(lock)


def make_venv() -> None:
    """With uv, else venv, else (Debian without python3-venv) an empty venv that the system's pip fills."""
    shutil.rmtree(VENV, ignore_errors=True)  # of a Python that is gone: its packages do not fit the new one
    if shutil.which("uv"):
        call("uv", "venv", "--quiet", "--python", sys.executable, VENV)
        return
    try:
        call(sys.executable, "-m", "venv", VENV, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
        call(sys.executable, "-m", "venv", "--without-pip", VENV)


def installer() -> list[str]:
    if shutil.which("uv"):
        return ["uv", "pip", "install", "--quiet", "--python", str(PYTHON)]
    if (VENV / "bin" / "pip").exists():
        return [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    found = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False)
    if found.returncode:
        sys.exit(VENV_HELP)
    return [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet"]


def setup(*locks: str) -> None:
    """`.venv` with the locked, hash-checked packages, and compiled translations. Quick when nothing changed."""
    if not PYTHON.exists():
        say("Making .venv …")
        make_venv()
    for name in locks:
        lock = ROOT / name
        if not is_installed(lock):
            say(f"Installing {name} (a minute or so the first time) …")
            call(*installer(), "--require-hashes", "-r", lock)
            (VENV / f"{name}.installed").write_text(stamp_of(lock))
    call(PYTHON, "portal/compile_messages.py")


def run() -> int:
    """Set up, prepare the database, then serve until stopped. Returns the exit code."""
    port, host = os.environ.get("PORT", "8000"), os.environ.get("HOST", "127.0.0.1")
    if problem := bootstrap_tools.port_problem(host, port):
        sys.exit(problem)
    say("1/3 Environment")
    setup("requirements.lock")
    say("2/3 Database, static files, demo data")
    call(PYTHON, "manage.py", "prepare")
    say("3/3 Web server and worker")
    web = [PYTHON, "-m", "gunicorn", "portal.wsgi", "--bind", f"{host}:{port}", *GUNICORN]
    worker = [PYTHON, "manage.py", "db_worker", "--backend", "jobs", "--no-startup-delay"]
    return serve(list(map(str, web)), list(map(str, worker)), f"http://{host}:{port}/")


def serve(web: list[str], worker: list[str], address: str) -> int:
    """Two children; if one ends, both end. Ctrl-C, SIGTERM and a closed terminal stop them in order."""
    children: list[subprocess.Popen] = []
    try:
        bootstrap_tools.stop_on_signals()  # before the first child: a signal in between would leave it behind
        for command in (web, worker):
            children.append(subprocess.Popen(command, cwd=ROOT, start_new_session=True))
        if bootstrap_tools.answers(address, children):
            say(f"\nOpen {address}  (stop with Ctrl-C)\n\nDemo logins:")
            call(PYTHON, "manage.py", "demo", "--logins")
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        say("The web server or the worker ended by itself; the lines above say why.")
        return 1
    except KeyboardInterrupt:
        say("\nStopping …")
        return 0
    finally:
        bootstrap_tools.stop(children)


def test() -> int:
    """Lint, types, the suite on SQLite, then the database-dependent tests on PostgreSQL."""
    setup("requirements.lock", "requirements-test.lock")
    bootstrap_tools.provide(say)
    binary = VENV / "bin"
    checks = [[binary / "ruff", "check", "."], [binary / "ruff", "format", "--check", "."], [binary / "mypy"]]
    suite = [PYTHON, *PYTEST]
    commands = [*checks, suite]
    if bootstrap_tools.postgres_folder():
        commands.append([PYTHON, "-m", "tests.postgres", "--", *suite, "-m", "db_variant"])
    failed = 0
    for command in commands:
        say("$ " + " ".join(Path(str(part)).name for part in command))
        failed |= subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
    return int(bool(failed))


if __name__ == "__main__":
    task = sys.argv[1]
    if task == "setup":
        setup("requirements.lock")
    else:
        sys.exit({"run": run, "test": test}[task]())
