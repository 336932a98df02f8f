"""Starting the checking child and judging how it ended."""

import json
import logging
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

from evidence.intake.faults import Fault
from evidence.intake.limits import BUDGETS, MAX_ANSWER

ROOT = Path(__file__).resolve().parents[2]
# Nothing of our own environment, which holds the secrets, goes to a process that opens foreign files.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
OUT_OF_BUDGET = {-signal.SIGXCPU, -signal.SIGKILL}

log = logging.getLogger(__name__)


def run_isolated(task: str, *, path: Path, out_dir: Path, **more: str) -> dict:
    """Runs one task of limits.TASKS on a file in a limited child that writes its files into `out_dir`.

    Returns what the task returned, as plain JSON values that are not to be trusted further than the file is.
    Raises Fault: the task's own, "too_heavy" when the budget ran out, "checker_failed" for any other end.
    """
    request = {"task": task, "path": str(path.resolve()), "out": str(out_dir.resolve()), **more}
    # Files, not pipes: the limit on file sizes then bounds what a captured child can say.
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        code = _run(request, BUDGETS[task].wall_seconds, out, err)
        if code in OUT_OF_BUDGET:
            raise Fault("too_heavy")
        if code != 0:
            err.seek(0)
            log.error(
                "The checker of %s ended with %s: %s",
                task,
                code,
                err.read(MAX_ANSWER)[-2000:].decode(errors="replace"),
            )
            raise Fault("checker_failed")
        out.seek(0)
        return _judge(out.read(MAX_ANSWER))


def _run(request: dict, seconds: int, out: IO[bytes], err: IO[bytes]) -> int:
    try:
        ended = subprocess.run(  # noqa: S603  our own interpreter and module, no shell
            [sys.executable, "-m", "evidence.intake.child", json.dumps(request)],
            cwd=ROOT,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    return ended.returncode


def _judge(said: bytes) -> dict:
    try:
        result = json.loads(said)
        if "done" in result:
            return dict(result["done"])
        fault = Fault(str(result["refused"]), **result["params"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Fault("checker_failed") from error
    raise fault
