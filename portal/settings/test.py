"""The suite: a quick password hasher and folders of its own; the database is real, on disk."""

import os
import tempfile
from pathlib import Path

RUN = Path(__file__).resolve().parents[2] / ".run"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
RUN.mkdir(mode=0o700, exist_ok=True)
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{RUN / 'unused.sqlite3'}")
os.environ["ALLOWED_HOSTS"] = "localhost,127.0.0.1,testserver"
os.environ["PORTAL_URL"] = "http://localhost"
os.environ["MEDIA_DIR"] = tempfile.mkdtemp(prefix="portal-media-")
os.environ["STATIC_DIR"] = tempfile.mkdtemp(prefix="portal-static-")

from portal.settings.base import *  # noqa: E402, F403  the environment must be complete before base reads it
from portal.settings.base import DATABASES, STORAGES  # noqa: E402

# A file, not memory: threads and the live server share it, and --reuse-db starts in three seconds.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(RUN / f"test-{WORKER}.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
