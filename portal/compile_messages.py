"""Compiles translations that changed, without the system's gettext. Run by bootstrap inside .venv."""

from pathlib import Path

import polib


def compile_messages(root: Path) -> None:
    for source in root.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))


if __name__ == "__main__":
    compile_messages(Path(__file__).resolve().parent / "locale")
