"""Files on the disk, named by what is in them, written once."""

import contextlib
import hashlib
import os
import re
import uuid
from pathlib import Path

DIGEST = re.compile(r"[0-9a-f]{64}")
SUFFIX = re.compile(r"[a-z0-9]{1,5}")
INCOMING = ".incoming"
CHUNK = 1 << 20


class StorageDamaged(Exception):
    """What lies under a digest, or came from the source, is not what the digest says."""


def stored_path(sha256: str, suffix: str) -> Path:
    """`ab/cd/<sha256>.<suffix>` below the root. Raises ValueError for any other names."""
    suffix = suffix.removeprefix(".")
    if not DIGEST.fullmatch(sha256) or not SUFFIX.fullmatch(suffix):
        raise ValueError(f"not a stored name: {sha256!r} {suffix!r}")
    return Path(sha256[:2], sha256[2:4], f"{sha256}.{suffix}")


def store_file(src: Path, root: Path, sha256: str, suffix: str) -> Path:
    """Copies a file under its digest and returns its path below `root`; when it returns, it is on the disk.

    The same bytes are kept once and an existing file is never replaced. Raises StorageDamaged, ValueError,
    OSError (also where the file system has no hard links).
    """
    relative = stored_path(sha256, suffix)
    target = root / relative
    if not target.exists():
        incoming = root / INCOMING / uuid.uuid4().hex
        _make_folder(incoming.parent)
        _make_folder(target.parent)
        try:
            _copy(src, incoming, sha256)
            # A link fails where a rename would replace: of two doors at once one wins, with the same bytes.
            with contextlib.suppress(FileExistsError):
                os.link(incoming, target)
        finally:
            incoming.unlink(missing_ok=True)
    _sync(target.parent)
    if target.stat().st_size != src.stat().st_size:
        raise StorageDamaged(f"{relative} has another size than the file received")
    return relative


def _copy(src: Path, to: Path, sha256: str) -> None:
    digest = hashlib.sha256()
    # Read-only from its birth, so that nothing changes it by accident.
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
    with os.fdopen(handle, "wb") as copy, src.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    if digest.hexdigest() != sha256:
        raise StorageDamaged(f"the bytes to store are not those of {sha256}")


def _make_folder(folder: Path) -> None:
    """Makes a folder so that a power cut does not lose it: each new name is written to its parent's disk."""
    missing = [folder, *folder.parents]
    missing = [step for step in missing if not step.exists()]
    for step in reversed(missing):
        step.mkdir(exist_ok=True)
        _sync(step.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
