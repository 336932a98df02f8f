"""From received bytes to a registered file: examined, on the disk, then a row."""

import tempfile
from pathlib import Path

from django.db import transaction

from evidence.intake.gate import Examined, examine
from evidence.models import Derivative, StoredFile
from evidence.stores import keep_private

EXTENSIONS = {"jpeg": "jpg", "png": "png", "webp": "webp", "pdf": "pdf", "docx": "docx", "xlsx": "xlsx"}


def take_in(path: Path, name: str) -> tuple[Examined, StoredFile]:
    """Examine, store and register one received file; slow, so before any transaction.

    The bytes are durable before the row exists; a file that no row names yet is only an orphan.
    """
    with tempfile.TemporaryDirectory(prefix="intake-") as work:
        examined = examine(path, name, out_dir=Path(work))
        kind = EXTENSIONS[examined.kind]
        stored = keep_private(path, folder="originals", sha256=examined.sha256, suffix=kind)
        derived = [
            (one, keep_private(one.path, folder="derived", sha256=one.sha256, suffix="webp"))
            for one in examined.derivatives
        ]
    return examined, _register(examined, stored, derived)


@transaction.atomic
def _register(examined: Examined, path: str, derived: list) -> StoredFile:
    row, created = StoredFile.objects.get_or_create(
        sha256=examined.sha256,
        defaults={
            "path": path,
            "kind": examined.kind,
            "media_type": examined.media_type,
            "size": examined.size,
            "width": examined.width,
            "height": examined.height,
            "pages": examined.pages,
            "taken_on": examined.taken_on,
        },
    )
    for one, stored in derived if created else []:
        Derivative.objects.create(
            file=row,
            name=one.name,
            sha256=one.sha256,
            path=stored,
            size=one.size,
            width=one.width,
            height=one.height,
        )
    return row
