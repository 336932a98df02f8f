"""Where files are kept: two folders of this machine, or two buckets of an object store (settings decide).

`private` holds what people uploaded and its re-encoded copies, under their digests, and has no address;
`default` holds what is public, always under /media/public/ of this portal.
"""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from django.core.files.storage import storages

from evidence.intake.storage import StorageDamaged

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


def public_picture(sha256: str) -> Kept:
    """Where a public picture lies, or would."""
    return Kept(PUBLIC, f"pictures/{sha256}.webp")


def keep_public(source: Kept, sha256: str) -> None:
    """Copy a picture to the public store, whole or not at all; what is there already stays.

    Raises StorageDamaged if the bytes are not those of the digest that was signed.
    """
    name = public_picture(sha256).path
    if storages[PUBLIC].exists(name):
        return
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise StorageDamaged(f"the bytes to publish are not those of {sha256}")
    storages[PUBLIC].keep(io.BytesIO(data), name)
