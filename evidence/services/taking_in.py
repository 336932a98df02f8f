"""From received bytes to a registered file: examined, on the disk, then a row."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction

from evidence.intake.gate import Examined, examine
from evidence.intake.storage import store_file
from evidence.models import Derivative, StoredFile

EXTENSIONS = {"jpeg": "jpg", "png": "png", "webp": "webp", "pdf": "pdf", "docx": "docx", "xlsx": "xlsx"}


def private_path(relative: str) -> Path:
    return settings.PRIVATE_MEDIA / relative


def take_in(path: Path, name: str) -> tuple[Examined, StoredFile]:
    """Examine, store on disk and register one received file; slow, so before any transaction.

    The bytes are durable before the row exists; a file that no row names yet is only an orphan.
    """
    with tempfile.TemporaryDirectory(prefix="intake-") as work:
        examined = examine(path, name, out_dir=Path(work))
        root = settings.PRIVATE_MEDIA
        stored = store_file(path, root / "originals", examined.sha256, EXTENSIONS[examined.kind])
        derived = [
            (one, store_file(one.path, root / "derived", one.sha256, "webp")) for one in examined.derivatives
        ]
    return examined, _register(examined, f"originals/{stored}", derived)


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
            path=f"derived/{stored}",
            size=one.size,
            width=one.width,
            height=one.height,
        )
    return row
