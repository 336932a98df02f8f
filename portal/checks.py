"""What must be right before anything is served; Django runs these at every start."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error
from django.core.files.storage import storages
from PIL import features

from evidence.stores import PRIVATE


def private_files_are_private(app_configs, **kwargs) -> list[Error]:
    """No folder that a web server maps may hold the folder of the originals, or lie inside it."""
    private = Path(settings.PRIVATE_MEDIA).resolve()
    served = [Path(folder).resolve() for folder in (settings.PUBLIC_MEDIA, settings.STATIC_ROOT)]
    if any(private.is_relative_to(one) or one.is_relative_to(private) for one in served):
        hint = "Choose MEDIA_DIR and STATIC_DIR so that neither holds the other's private or public folder."
        return [Error(f"Private files lie where files are served: {private}", hint=hint, id="portal.E001")]
    try:
        address = storages[PRIVATE].url("originals/x")
    except ValueError:
        return []
    hint = "Use a storage whose url() raises, as those of evidence.stores do."
    return [Error(f"Private files have an address: {address}", hint=hint, id="portal.E002")]


def pictures_can_be_read(app_configs, **kwargs) -> list[Error]:
    """Without these Pillow would refuse every photo of a phone."""
    missing = [name for name in ("jpg", "zlib", "webp") if not features.check(name)]
    hint = "Install Pillow from a wheel, or with libjpeg, zlib and libwebp."
    return [Error(f"Pillow lacks {', '.join(missing)}.", hint=hint, id="portal.E003")] if missing else []
