"""Chinese is complete: nothing untranslated, nothing doubtful, every placeholder kept."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.machine import missing

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "portal" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def words(entry) -> str:
    return entry.msgstr or entry.msgstr_plural.get(0, "")


def test_nothing_is_untranslated_or_fuzzy():
    assert [entry.msgid for entry in polib.pofile(str(CATALOGUE)) if entry.fuzzy or not words(entry)] == []


def test_placeholders_are_kept():
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(CATALOGUE))
        if sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        != sorted(PLACEHOLDER.findall(words(entry)))
    ]

    assert wrong == []


@pytest.mark.skipif(missing("xgettext", shutil.which("xgettext")), reason="xgettext is not installed")
def test_every_string_of_the_source_is_in_the_catalogue(tmp_path):
    for name in ("portal", "stars", "evidence", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    command = [sys.executable, "manage.py", "makemessages", "-l", "zh_Hans", "--no-obsolete", "--no-location"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=environment())

    found = polib.pofile(str(tmp_path / CATALOGUE.relative_to(ROOT)))
    assert [entry.msgid for entry in found if entry.fuzzy or not words(entry)] == []


def environment() -> dict[str, str]:
    values = {
        "SECRET_KEY": "x",
        "DATABASE_URL": "sqlite://:memory:",
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    }
    return values | {"PATH": str(Path(shutil.which("xgettext")).parent)}
