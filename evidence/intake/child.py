"""The process that opens foreign files: `python -m evidence.intake.child '{"task": …, "path": …, "out": …}'`.

It puts itself under limits before it imports any parser, and answers with one line of JSON: {"done": {…}} or
{"refused": code, "params": {…}}. Any other ending counts as a refusal.
"""

import ctypes
import importlib
import json
import os
import resource
import sys

from evidence.intake.faults import Fault
from evidence.intake.limits import BUDGETS, TASKS, Budget

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_NO_NEW_PRIVS = 38


def confine(budget: Budget) -> None:
    """Limits this process for good. A limit that the system does not know is left out."""
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_CPU", budget.cpu_seconds)
    _limit("RLIMIT_AS", budget.memory)
    _limit("RLIMIT_FSIZE", budget.file_bytes)
    _limit("RLIMIT_NOFILE", budget.open_files)
    os.umask(0o077)
    if sys.platform == "linux":
        _drop_network()


def _limit(name: str, value: int) -> None:
    which = getattr(resource, name, None)
    if which is None:
        return
    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    try:
        resource.setrlimit(which, (value, value))
    except (OSError, ValueError):
        return


def _drop_network() -> None:
    """An empty network of its own, where the kernel lets us: it needs privilege or user namespaces."""
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.unshare(CLONE_NEWNET):
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def answer(request: dict) -> dict:
    """Runs the task of the request and says what came of it."""
    try:
        return {"done": importlib.import_module(TASKS[request["task"]]).run(request)}
    except Fault as fault:
        return {"refused": fault.code, "params": fault.params}
    except MemoryError:
        return {"refused": "too_heavy", "params": {}}


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    confine(BUDGETS[asked["task"]])
    # No task calculates with it, but openpyxl loads it where it is installed, and its threads want much memory.
    sys.modules["numpy"] = None
    sys.stdout.write(json.dumps(answer(asked)) + "\n")
