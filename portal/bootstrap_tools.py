"""What bootstrap needs to know of the machine: ports, signals, and the tools that the tests use."""

import errno
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
APT = ("chromium", "fonts-noto-cjk", "postgresql", "gettext")
PATIENCE = 15  # seconds that a child has to finish what it does
ELSEWHERE = (
    "brew install --cask google-chrome && brew install postgresql gettext   (or your system's packages)"
)


def port_problem(host: str, port: str) -> str | None:
    """Why this address cannot be served, with what to do; None if it can."""
    another = "take another: PORT=8765 make run"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        return f"PORT={port} is not a port number; {another}"
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[
            0
        ]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return f"Port {port} is in use. Stop what uses it, or {another}"
        return f"{host}:{port} cannot be used ({error.strerror}). Mend HOST, or {another}"
    return None


def stop_on_signals() -> None:
    def raise_interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    # A shell starts background jobs with Ctrl-C ignored; whoever sends it to us all the same means it.
    signal.signal(signal.SIGINT, raise_interrupt)
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup asks to outlive the terminal
            signal.signal(number, raise_interrupt)


def answers(address: str, children: list, seconds: int = 60) -> bool:
    """Whether the address answered before a child ended or the time ran out."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and all(child.poll() is None for child in children):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  our own http address
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.3)
    return False


def stop(children: list) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)  # each child leads a session of its own
            child.wait()


def find_chromium() -> str | None:
    """The browser for the tests: CHROMIUM from the environment, the PATH, or macOS's place."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, CHROMIUM_NAMES)]
    found += [MAC_CHROME] if Path(MAC_CHROME).exists() else []
    return next(filter(None, found), None)


def postgres_folder() -> Path | None:
    """The folder of a server whose `initdb` and `postgres` can be started."""
    folders = [Path(found).parent for found in (shutil.which("initdb"), shutil.which("postgres")) if found]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    folders += sorted(Path("/opt/homebrew/opt").glob("postgresql*/bin"), reverse=True)
    usable = (f for f in folders if (f / "initdb").exists() and (f / "postgres").exists())
    return next(usable, None)


def has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return os.uname().sysname == "Darwin"
    found = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)  # noqa: S607
    return bool(found.stdout.strip())


def missing_tools() -> list[str]:
    """Debian package names of what the tests want and the machine lacks."""
    wanted = {
        "chromium": find_chromium(),
        "fonts-noto-cjk": has_chinese_font(),
        "postgresql": postgres_folder(),
        "gettext": shutil.which("xgettext"),
    }
    return [name for name in APT if not wanted[name]]


def provide(say: Callable[[str], None]) -> None:
    """On Debian as root install what is missing; elsewhere say the one line that does."""
    missing = missing_tools()
    if not missing:
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        say(f"Installing {', '.join(missing)} for the tests …")
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *missing]):
            subprocess.run(["apt-get", *words], check=False, **quiet)  # noqa: S603, S607
        return
    line = f"apt-get install -y {' '.join(missing)}" if shutil.which("apt-get") else ELSEWHERE
    say(f"Missing for the tests: {', '.join(missing)}. Those tests are skipped. To install: {line}")
