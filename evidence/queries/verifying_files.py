"""The bytes themselves: every file that a submission names, every public picture, hashed anew."""

import hashlib

from evidence.models import Dossier, PublishedPicture
from evidence.queries.verifying import Problem, verify
from evidence.queries.verifying_rows import named_files, named_revisions
from evidence.stores import PRIVATE, Kept, public_picture

CHUNK = 1 << 20


def verify_all(dossier: Dossier) -> list[Problem]:
    """What `verify` finds, and what reading every byte finds; slow, for the command."""
    return [*verify(dossier), *file_problems(dossier), *public_file_problems(dossier)]


def file_problems(dossier: Dossier) -> list[Problem]:
    """Originals and those copies that were handed in as meant for the public."""
    submissions = list(dossier.submissions.all())
    rows = named_revisions(submissions)
    wanted: dict[str, str] = {}
    for named in named_files(submissions):
        row = rows.get(named.get("revision_id"))
        if row is None:  # `verify` says so
            continue
        wanted[row.file.path] = named["sha256"]
        for copy in row.file.derivatives.all():
            if copy.name in named["public"]:
                wanted[copy.path] = named["public"][copy.name]
    return [Problem("file", path) for path, digest in wanted.items() if not holds(PRIVATE, path, digest)]


def public_file_problems(dossier: Dossier) -> list[Problem]:
    """Of pages that are open; a page that waits may still lack its pictures."""
    pictures = PublishedPicture.objects.filter(
        star__publication__dossier=dossier, star__publication__published_at__isnull=False
    )
    digests = sorted(set(pictures.values_list("derivative__sha256", flat=True)))
    kept = {digest: public_picture(digest) for digest in digests}
    return [
        Problem("public_file", place.path)
        for digest, place in kept.items()
        if not holds(place.store, place.path, digest)
    ]


def holds(store: str, path: str, sha256: str) -> bool:
    """Whether the file is there and its bytes have this digest."""
    digest = hashlib.sha256()
    try:
        with Kept(store, path).open() as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except OSError:
        return False
    return digest.hexdigest() == sha256
