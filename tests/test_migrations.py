"""The way through all migrations, once: the other tests take their tables straight from the models."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
MIGRATE = """
import json
import django
django.setup()
from portal.migrating import migrate_all, needs_migration
from tests.test_migrations import tables
migrate_all()
assert not needs_migration()
print(json.dumps(tables()))
"""


def tables() -> dict[str, list[str]]:
    """The tables; and of our own the columns."""
    told: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            told[name] = []
            if name.startswith(("stars_", "evidence_", "pages_", "portal_")):
                cursor.execute(f'SELECT * FROM "{name}" LIMIT 0')  # noqa: S608  a name of the database's own
                told[name] = sorted(column[0] for column in cursor.description)
    return told


def migrated(url: str) -> dict[str, list[str]]:
    """What a new installation has after its first start at the database `url`."""
    env = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    command = [sys.executable, "-c", MIGRATE]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_migrations_say_all_that_the_models_say(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.db_variant
def test_migrations_make_the_tables_of_the_models(db, tmp_path):
    # On PostgreSQL the tests have databases of their own: the one that the address names is still empty.
    postgres = connection.vendor == "postgresql"
    url = os.environ["DATABASE_URL"] if postgres else f"sqlite:///{tmp_path / 'new.sqlite3'}"

    wanted, made = tables(), migrated(url)

    assert {name: made.pop(name, None) for name in wanted} == wanted
    # What the search of the pages brings besides its models, on SQLite, is the only other thing.
    assert {name for name in made if not name.startswith("wagtailsearch_indexentry_fts")} == {
        "django_migrations"
    }
