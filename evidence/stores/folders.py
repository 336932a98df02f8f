"""Files in folders of this machine."""

import os
import shutil
import uuid
from pathlib import Path
from typing import IO

from django.core.files.storage import FileSystemStorage

from evidence.intake.storage import store_file


class PrivateFolder(FileSystemStorage):
    """What people uploaded. Only the checked view hands it out, so it has no address."""

    def keep(self, source: Path, folder: str, sha256: str, suffix: str) -> str:
        return f"{folder}/{store_file(source, Path(self.location) / folder, sha256, suffix)}"

    def url(self, name):
        raise ValueError("Private files have no address.")


class PublicFolder(FileSystemStorage):
    def keep(self, source: IO[bytes], name: str) -> None:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(f".{uuid.uuid4().hex}.part")
        with partial.open("wb") as copy:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())
        partial.replace(target)
