"""Every door's way in: size, name, digest, kind, then a real decode in a limited child."""

import contextlib
import datetime
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence.intake.detect import detect, detect_table
from evidence.intake.faults import Fault
from evidence.intake.isolation import run_isolated
from evidence.intake.limits import (
    BY_EXTENSION,
    LARGEST,
    LONG_SIDES,
    MAX_TABLE_BYTES,
    MB,
    TABLE_FILE,
    FileType,
)
from evidence.intake.naming import clean_name, extension_of
from evidence.intake.refusals import refusing
from stars.lists.signs import unescaped


@dataclass(frozen=True)
class Derived:
    """A re-encoded WebP copy; `name` is its long side, `path` lies in the folder given to the gate."""

    name: str
    path: Path
    sha256: str
    size: int
    width: int
    height: int


@dataclass(frozen=True)
class Examined:
    """What the gate found. `sha256` and `size` are of the bytes received, width and height upright."""

    kind: str
    media_type: str
    sha256: str
    size: int
    display_name: str
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    taken_on: datetime.date | None = None
    derivatives: tuple[Derived, ...] = ()


def examine(path: Path, name: str, *, out_dir: Path) -> Examined:
    """Examines a received file and writes the copies of a photo into `out_dir`, a folder
    for this file alone.

    Raises Refused; then nothing of this file is left in `out_dir`.
    """
    with refusing():
        size = path.stat().st_size
        _check_size(size, size_limit(name))
        display_name = clean_name(name)
        sha256 = _sha256(path)
        kind = detect(path, display_name)
        _check_size(size, kind.max_bytes)
        with _workspace(out_dir) as work:
            found = run_isolated(kind.task, path=path, out_dir=work, kind=kind.kind)
            return _examined(kind, found, work, sha256=sha256, size=size, display_name=display_name)


def read_report_isolated(path: Path, name: str, out_dir: Path) -> tuple[str, list[tuple[int, Path, str]]]:
    """The text of a report and its pictures as (offset in the text, path in `out_dir`, name).

    The pictures are as they were in the document: pass each through examine(). Raises Refused.
    """
    with refusing(), _workspace(out_dir) as work:
        found = run_isolated("report_text", path=path, out_dir=work, name=clean_name(name))
        with _distrusting():
            pictures = [
                (int(at), _written(work, str(file)), clean_name(str(called)))
                for at, file, called in found["pictures"]
            ]
            return str(found["text"]), [
                (at, file.replace(out_dir / file.name), called) for at, file, called in pictures
            ]


def read_table_isolated(path: Path, name: str, out_dir: Path) -> list[list[str]]:
    """The cells of a list (.csv, or an .xlsx that examine() took) as text, from A1, every row equally long.

    A cell whose sign was escaped comes as AsText (stars.lists.signs). Raises Refused.
    """
    with refusing(), _workspace(out_dir) as work:
        _check_size(path.stat().st_size, MAX_TABLE_BYTES)
        kind = detect_table(path, clean_name(name))
        run_isolated("table", path=path, out_dir=work, kind=kind)
        with _distrusting():
            rows = json.loads(_written(work, TABLE_FILE).read_text(encoding="utf-8"))
            return [[unescaped(str(cell)) for cell in row] for row in rows]


def size_limit(name: str) -> int:
    """Bytes that a file of this name may have; the kind found in it may allow less."""
    named = BY_EXTENSION.get(extension_of(name))
    return named.max_bytes if named else LARGEST


def _check_size(size: int, limit: int) -> None:
    if not size:
        raise Fault("empty")
    if size > limit:
        raise Fault("too_big", size=-(-size // MB), limit=limit // MB)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def _workspace(out_dir: Path) -> Iterator[Path]:
    """A folder for the child alone, gone afterwards however it ended."""
    out_dir.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".work-", dir=out_dir))
    try:
        yield work
    finally:
        shutil.rmtree(work)


@contextlib.contextmanager
def _distrusting() -> Iterator[None]:
    """What the child says may be shaped by the file that it read: what does not fit is a failed check."""
    try:
        yield
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise Fault("checker_failed") from error


def _examined(kind: FileType, found: dict, work: Path, **known) -> Examined:
    with _distrusting():
        taken_on = found.get("taken_on")
        facts = {key: int(found[key]) for key in ("width", "height", "pages") if key in found}
        return Examined(
            kind=kind.kind,
            media_type=kind.media_type,
            taken_on=datetime.date.fromisoformat(taken_on) if taken_on else None,
            derivatives=_derivatives(found, work) if kind.task == "images" else (),
            **facts,
            **known,
        )


def _derivatives(found: dict, work: Path) -> tuple[Derived, ...]:
    """Moves the copies out of the workspace, all or none. Digest and size are taken here, not believed."""
    sizes = {each["name"]: (int(each["width"]), int(each["height"])) for each in found["derivatives"]}
    copies = [(str(side), _written(work, f"{side}.webp")) for side in LONG_SIDES]
    derived = tuple(
        Derived(name, work.parent / file.name, _sha256(file), file.stat().st_size, *sizes[name])
        for name, file in copies
    )
    for _name, file in copies:
        file.replace(work.parent / file.name)
    return derived


def _written(work: Path, name: str) -> Path:
    """A file that the child wrote. Raises ValueError for anything but a plain file of its folder."""
    file = work / name
    if file.name != name or file.is_symlink() or not file.is_file():
        raise ValueError(f"not a file of the child: {name!r}")
    return file
