"""Settings fail closed and come from the environment."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import environ
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from portal import checks
from portal.settings.databases import database_options
from portal.settings.local import stored_secret
from portal.settings.storage import file_stores

ROOT = Path(__file__).resolve().parents[2]
LONG = "".join(map(chr, range(48, 123)))
NEEDED = {"SECRET_KEY": LONG, "DATABASE_URL": "postgres://u:p@db.example/portal"}
PRINT = """
import importlib, json, sys
module = importlib.import_module(sys.argv[1])
print(json.dumps({name: getattr(module, name, None) for name in sys.argv[2:]}, default=str))
"""


def read(module: str, *names: str, **environment: str) -> dict:
    """Settings as a fresh process with exactly this environment reads them."""
    ended = subprocess.run(
        [sys.executable, "-c", PRINT, module, *names],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise ImproperlyConfigured(ended.stderr.strip().splitlines()[-1])
    return json.loads(ended.stdout)


@pytest.mark.parametrize("missing", NEEDED)
def test_base_refuses_to_start_without(missing):
    with pytest.raises(ImproperlyConfigured, match=missing):
        read("portal.settings.base", **{name: value for name, value in NEEDED.items() if name != missing})


def test_base_assumes_nothing_that_opens_a_door():
    names = ("DEBUG", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SECURE_PROXY_SSL_HEADER", "EMAIL_BACKEND")

    values = read("portal.settings.base", *names, **NEEDED)

    assert list(values.values()) == [False, [], [], None, "django.core.mail.backends.dummy.EmailBackend"]


@pytest.mark.parametrize("name", ["DEBUG", "DJANGO_DEBUG"])
def test_debug_cannot_be_switched_on_from_outside(name):
    assert read("portal.settings.base", "DEBUG", **NEEDED, **{name: "1"}) == {"DEBUG": False}


@pytest.mark.parametrize(
    ("url", "secure"), [("https://stars.example", True), ("http://10.0.0.5:8000", False)]
)
def test_public_address_decides_on_secure_cookies(url, secure):
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")

    values = read("portal.settings.base", *names, **NEEDED, PORTAL_URL=url)

    assert list(values.values()) == [secure, secure, secure, 31536000 * secure]


def test_local_runs_without_any_environment_and_debug_off():
    values = read(
        "portal.settings.local", "DEBUG", "ALLOWED_HOSTS", "PORTAL_URL", PORT="8765", SECRET_KEY="x"
    )

    assert list(values.values()) == [False, ["localhost", "127.0.0.1", "[::1]"], "http://localhost:8765"]


def test_local_takes_the_secret_of_the_environment_first():
    assert read("portal.settings.local", "SECRET_KEY", SECRET_KEY="mine") == {"SECRET_KEY": "mine"}


def test_secret_is_made_once_and_readable_by_its_owner_only(tmp_path):
    path = tmp_path / "run" / "secret"

    secret = stored_secret(path)

    assert (stored_secret(path), len(secret) >= 50) == (secret, True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_secret_of_another_installation_is_another(tmp_path):
    assert stored_secret(tmp_path / "a" / "secret") != stored_secret(tmp_path / "b" / "secret")


def options(url: str) -> dict:
    return database_options(environ.Env.db_url_config(url))


def test_database_address_of_postgresql_is_taken_apart():
    found = options("postgres://portal:p%40ss@db.example:5433/stars")

    assert [found[name] for name in ("HOST", "PORT", "NAME", "USER", "PASSWORD")] == [
        "db.example",
        5433,
        "stars",
        "portal",
        "p@ss",
    ]
    assert (found["CONN_HEALTH_CHECKS"], "init_command" in found.get("OPTIONS", {})) == (True, False)


def test_database_address_of_sqlite_writes_through():
    found = options("sqlite:////var/lib/portal.sqlite3")

    assert (found["NAME"], found["OPTIONS"]["transaction_mode"]) == ("/var/lib/portal.sqlite3", "IMMEDIATE")


@pytest.mark.parametrize(
    ("name", "value", "setting", "backend"),
    [
        ("CACHE_URL", "rediscache://cache.example:6379/1", "CACHES", "Redis"),
        ("CACHE_URL", "dbcache://shared_cache", "CACHES", "DatabaseCache"),
        ("EMAIL_URL", "smtp+tls://u:p@mail.example:587", "EMAIL_BACKEND", "smtp"),
        ("EMAIL_URL", "consolemail://", "EMAIL_BACKEND", "console"),
    ],
)
def test_cache_and_mail_come_from_the_environment(name, value, setting, backend):
    assert backend in str(read("portal.settings.base", setting, **NEEDED, **{name: value})[setting])


def test_mail_server_is_taken_apart():
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_USE_TLS")

    values = read("portal.settings.base", *names, **NEEDED, EMAIL_URL="smtp+tls://u:p@mail.example:587")

    assert list(values.values()) == ["mail.example", 587, "u", True]


def pragma(name: str):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


WRITES_THROUGH = {
    "journal_mode": "wal",
    "synchronous": 2,
    "busy_timeout": 20000,
    "foreign_keys": 1,
    "secure_delete": 1,
}
on_sqlite = pytest.mark.skipif("sqlite3" not in settings.DATABASES["default"]["ENGINE"], reason="SQLite only")


@on_sqlite
def test_sqlite_pragmas_are_in_force(db):
    assert {name: pragma(name) for name in WRITES_THROUGH} == WRITES_THROUGH


@on_sqlite
def test_sqlite_pragmas_are_in_force_in_every_thread(db):
    found = []

    def look():
        found.append({name: pragma(name) for name in WRITES_THROUGH})
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert found == [WRITES_THROUGH]


@on_sqlite
def test_sqlite_takes_its_write_lock_at_the_start_of_a_transaction(db):
    """The test itself runs in a transaction that has written nothing yet."""
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")

    other.close()


def stores(**environment) -> dict:
    env = environ.Env()
    env.ENVIRON = environment
    return file_stores(env, private=Path("/m/private"), public=Path("/m/public"))


def test_files_lie_in_folders_unless_buckets_are_named():
    found = stores()

    assert [store["BACKEND"].rsplit(".")[-1] for store in found.values()] == ["PrivateFolder", "PublicFolder"]
    assert found["private"]["OPTIONS"] == {"location": Path("/m/private")}


def test_files_lie_in_two_buckets_when_they_are_named():
    found = stores(S3_PRIVATE_BUCKET="inside", S3_PUBLIC_BUCKET="open", S3_ENDPOINT_URL="https://s3.example")

    assert [store["OPTIONS"]["bucket_name"] for store in found.values()] == ["inside", "open"]
    assert {store["OPTIONS"]["endpoint_url"] for store in found.values()} == {"https://s3.example"}


@pytest.mark.parametrize("buckets", [("one", "one"), ("one", ""), ("", "one")])
def test_files_never_share_a_bucket(buckets):
    with pytest.raises(ImproperlyConfigured, match="two different buckets"):
        stores(S3_PRIVATE_BUCKET=buckets[0], S3_PUBLIC_BUCKET=buckets[1])


def check(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """`manage.py` with the settings of a real installation."""
    known = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "portal.settings.base"}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=known | environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("url", ["https://stars.example", "http://10.0.0.5"])
def test_checks_of_a_real_installation_find_nothing(url):
    environment = NEEDED | {"PORTAL_URL": url, "ALLOWED_HOSTS": "stars.example,10.0.0.5"}

    ended = check("check", "--deploy", "--fail-level", "WARNING", **environment)

    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("served", ["PUBLIC_MEDIA", "STATIC_ROOT"])
@pytest.mark.parametrize("place", [".", "..", "deeper"])
def test_check_refuses_originals_where_files_are_served(settings, served, place):
    setattr(settings, served, Path(settings.PRIVATE_MEDIA) / place)

    assert [found.id for found in checks.private_files_are_private(None)] == ["portal.E001"]


def test_check_refuses_originals_that_have_an_address(settings):
    settings.STORAGES = settings.STORAGES | {"private": settings.STORAGES["default"]}

    assert [found.id for found in checks.private_files_are_private(None)] == ["portal.E002"]


def test_check_speaks_before_anything_is_served():
    folders = {"MEDIA_DIR": "/nowhere/media", "STATIC_DIR": "/nowhere/media/private/static"}

    ended = check("prepare", **NEEDED, **folders)

    assert (ended.returncode, "portal.E001" in ended.stderr) == (1, True)
