"""Where files are kept: folders of this machine, or, with S3_PRIVATE_BUCKET and S3_PUBLIC_BUCKET, two buckets."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

OPTIONS = {
    "endpoint_url": "S3_ENDPOINT_URL",
    "region_name": "S3_REGION",
    "access_key": "S3_ACCESS_KEY_ID",
    "secret_key": "S3_SECRET_ACCESS_KEY",
    "addressing_style": "S3_ADDRESSING_STYLE",
}


def file_stores(env, *, private: Path, public: Path) -> dict:
    """`private` and `default` (public) for STORAGES; half a set of buckets, or one bucket for both, is refused."""
    buckets = [env("S3_PRIVATE_BUCKET", default=""), env("S3_PUBLIC_BUCKET", default="")]
    if not any(buckets):
        return {
            "private": _store("folders.PrivateFolder", location=private),
            "default": _store("folders.PublicFolder", location=public, base_url="/media/public/"),
        }
    if not all(buckets) or buckets[0] == buckets[1]:
        raise ImproperlyConfigured("S3_PRIVATE_BUCKET and S3_PUBLIC_BUCKET must name two different buckets.")
    common = {key: env(name) for key, name in OPTIONS.items() if env(name, default="")}
    return {
        "private": _store("buckets.PrivateBucket", bucket_name=buckets[0], **common),
        # An article's picture never takes the place of another one of the same name.
        "default": _store("buckets.PublicBucket", bucket_name=buckets[1], file_overwrite=False, **common),
    }


def _store(backend: str, **options) -> dict:
    return {"BACKEND": f"evidence.stores.{backend}", "OPTIONS": options}
