"""One machine, as `make run` starts it: DEBUG off, a secret made once, SQLite unless DATABASE_URL says otherwise."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

RUN = Path(__file__).resolve().parents[2] / ".run"


def stored_secret(path: Path) -> str:
    """The secret of this installation; made at the first start and readable by its owner only."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if not path.exists():
        # mkstemp makes it 0600; the link appears whole or not at all, and of two starts at once one wins.
        handle, partial = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(partial, path)
        os.unlink(partial)
    return path.read_text()


PORT = os.environ.get("PORT", "8000")
os.environ.setdefault("SECRET_KEY", stored_secret(RUN / "secret"))
os.environ.setdefault("DATABASE_URL", f"sqlite:///{RUN / 'portal.sqlite3'}")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
os.environ.setdefault("PORTAL_URL", f"http://localhost:{PORT}")

from portal.settings.base import *  # noqa: E402, F403  the environment must be complete before base reads it
