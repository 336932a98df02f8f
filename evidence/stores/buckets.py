"""Files in an object store that speaks S3, where one machine is outgrown."""

import hashlib
from pathlib import Path
from typing import IO

from botocore.config import Config
from django.core.files import File
from storages.backends.s3 import S3Storage

from evidence.intake.storage import StorageDamaged, stored_path


class Bucket(S3Storage):
    """Signed requests, without the trailing checksums that most stores beside Amazon's do not read."""

    def __init__(self, *, addressing_style: str = "auto", **options):
        config = Config(
            s3={"addressing_style": addressing_style},
            signature_version="s3v4",
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(client_config=config, **options)


class PrivateBucket(Bucket):
    """What people uploaded. Only the checked view hands it out: no address, signed or not, is ever made."""

    def keep(self, source: Path, folder: str, sha256: str, suffix: str) -> str:
        name = f"{folder}/{stored_path(sha256, suffix)}"
        with source.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise StorageDamaged(f"the bytes to store are not those of {sha256}")
            if not self.exists(name):
                self.save(name, File(file))
        if self.size(name) != source.stat().st_size:
            raise StorageDamaged(f"{name} has another size than the file received")
        return name

    def url(self, name, *args, **kwargs):
        raise ValueError("Private files have no address.")


class PublicBucket(Bucket):
    """Read through our own address: visitors meet one host, and the content policy stays strict."""

    def keep(self, source: IO[bytes], name: str) -> None:
        self.save(name, File(source))

    def url(self, name, *args, **kwargs):
        return f"/media/public/{name}"
