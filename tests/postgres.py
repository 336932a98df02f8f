"""`python -m tests.postgres -- COMMAND …`: run a command against a throw-away PostgreSQL cluster."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.bootstrap_tools import postgres_folder

OPTIONS = ["fsync=off", "listen_addresses=", "max_connections=120", "log_min_messages=panic"]
INITDB = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]


def as_owner() -> list[str]:
    """initdb refuses root: as root, run as the user whom the package made."""
    if os.geteuid():
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


@contextmanager
def cluster() -> Iterator[str]:
    """A fresh server on a socket in its own folder; yields DATABASE_URL."""
    folder, binaries = Path(tempfile.mkdtemp(prefix="pg-")), postgres_folder()
    owner = as_owner()
    if owner:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    init = [*owner, binaries / "initdb", "-D", data, *INITDB]
    subprocess.run(init, check=True, stdout=subprocess.DEVNULL, cwd=folder)
    options = [word for option in OPTIONS for word in ("-c", option)]
    server = subprocess.Popen([*owner, binaries / "postgres", "-D", data, "-k", folder, *options], cwd=folder)
    try:
        wait_for(folder / ".s.PGSQL.5432")
        yield f"postgres://postgres@/{folder}/postgres"
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(socket: Path) -> None:
    for _ in range(200):
        if socket.exists():
            time.sleep(0.3)
            return
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not start")


if __name__ == "__main__":
    command = sys.argv[sys.argv.index("--") + 1 :]
    with cluster() as url:
        sys.exit(subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode)
