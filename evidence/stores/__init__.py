"""Where files are kept: two folders of this machine, or two buckets of an object store (settings decide).

`private` holds what people uploaded and its re-encoded copies, under their digests, and has no address;
`default` holds what is public, always under /media/public/ of this portal.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from django.core.files.storage import storages

PRIVATE, PUBLIC = "private", "default"


@dataclass(frozen=True)
class Kept:
    """One kept file, read alike wherever it lies. `open` raises FileNotFoundError if it is gone."""

    store: str
    path: str

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    def open(self, mode: str = "rb") -> IO[bytes]:
        return storages[self.store].open(self.path, mode)

    def read_bytes(self) -> bytes:
        with self.open() as file:
            return file.read()

    def exists(self) -> bool:
        return storages[self.store].exists(self.path)


def keep_private(source: Path, *, folder: str, sha256: str, suffix: str) -> str:
    """Keep received bytes under their digest, durably and once; returns the name to write in the row."""
    return storages[PRIVATE].keep(source, folder, sha256, suffix)


def keep_public(source: Kept, name: str) -> None:
    """Copy to the public store, whole or not at all; what is there already is the same bytes and stays."""
    if storages[PUBLIC].exists(name):
        return
    with source.open() as file:
        storages[PUBLIC].keep(file, name)
