"""Photos: decoded in full, and re-encoded upright without metadata. Runs in the child only."""

import datetime
import io
import re
import struct
import warnings
from pathlib import Path

from PIL import ExifTags, Image, ImageCms, PngImagePlugin, WebPImagePlugin

from evidence.intake.faults import Fault
from evidence.intake.limits import LONG_SIDES, MAX_PIXELS, MAX_SCANS, MAX_SIDE, WEBP_METHOD, WEBP_QUALITY

# Named so that Pillow does not load all of its forty formats to find ours.
FORMATS = {
    "jpeg": "JPEG",
    "png": PngImagePlugin.PngImageFile.format,
    "webp": WebPImagePlugin.WebPImageFile.format,
}
BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError, struct.error)
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = {5, 6, 7, 8}
# In a scan a 0xFF of the picture is followed by 0x00, a restart marker by 0xD0-0xD7; anything else ends it.
MARKER_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
EARLIEST = datetime.date(1990, 1, 1)


def run(request: dict) -> dict:
    """Checks one photo and writes 1600.webp, 800.webp and 400.webp into the folder.

    Returns {"width", "height" (upright), "taken_on" (ISO date or None), "derivatives": [{"name", "width",
    "height"}]}. Raises Fault.
    """
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    path, kind = Path(request["path"]), request["kind"]
    try:
        if kind == "jpeg":
            _check_scans(path.read_bytes())
        if kind == "png":
            _check_sums(path)
        with Image.open(path, formats=(FORMATS[kind],)) as picture:
            return _convert(picture, kind, Path(request["out"]))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Fault("too_many_pixels", side=MAX_SIDE) from error
    except BROKEN as error:
        raise Fault("broken_image") from error


def _convert(picture: Image.Image, kind: str, out: Path) -> dict:
    width, height = picture.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise Fault("too_many_pixels", side=MAX_SIDE)
    # A phone's JPEG may carry a second picture (depth, brightness); only the first one is ever used.
    if kind != "jpeg" and getattr(picture, "n_frames", 1) > 1:
        raise Fault("animated")
    orientation, taken_on = _noted(picture)
    derivatives = _derive(_shrink(picture, orientation), out)
    if orientation in SIDEWAYS:
        width, height = height, width
    return {"width": width, "height": height, "taken_on": taken_on, "derivatives": derivatives}


def _shrink(picture: Image.Image, orientation: int) -> Image.Image:
    """RGB on white, upright, long side at most 1600. Turned last: that costs by the pixel."""
    box = _fit(picture.size, LONG_SIDES[0])
    profile = picture.info.get("icc_profile")
    picture.draft(None, box)
    small = _resizable(picture).resize(box, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if small.mode in ("RGBA", "LA"):
        alpha = small.getchannel("A")
        small = Image.composite(small.convert("RGB"), Image.new("RGB", small.size, "white"), alpha)
    small = _to_srgb(small, profile)
    return small.transpose(TURNS[orientation]) if orientation in TURNS else small


def _resizable(picture: Image.Image) -> Image.Image:
    picture.load()
    # First, for Pillow would cut off 16 bits at 255; the one shade that may be transparent there is shown.
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if "transparency" in picture.info or picture.mode in ("P", "PA"):
        return picture.convert("RGBA")
    return picture.convert("L") if picture.mode == "1" else picture


def _to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In the colours that a page shows. Phones write Display P3; without its profile that looks pale."""
    if profile and b"sRGB" not in profile[:1024]:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            return picture.convert("RGB")
    return picture.convert("RGB")


def _derive(picture: Image.Image, out: Path) -> list[dict]:
    made = []
    for side in LONG_SIDES:
        box = _fit(picture.size, side)
        if box != picture.size:
            picture = picture.resize(box, Image.Resampling.LANCZOS, reducing_gap=2.0)
        # Pillow would write the colour profile and more from here into the copy.
        picture.info = {}
        picture.save(out / f"{side}.webp", "WEBP", quality=WEBP_QUALITY, method=WEBP_METHOD)
        made.append({"name": str(side), "width": picture.width, "height": picture.height})
    return made


def _fit(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = min(1.0, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _noted(picture: Image.Image) -> tuple[int, str | None]:
    """Orientation and day of the photo as the camera noted them. No other tag is read; the place never is."""
    try:
        exif = picture.getexif()
        orientation = exif.get(ExifTags.Base.Orientation, 1)
        return orientation, _day(str(exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal, "")))
    except BROKEN:
        # Damaged notes are no reason to refuse a whole picture.
        return 1, None


def _day(noted: str) -> str | None:
    try:
        year, month, day = map(int, noted[:10].split(":"))
        taken = datetime.date(year, month, day)
    except ValueError:
        return None
    return taken.isoformat() if taken >= EARLIEST else None


def _check_sums(path: Path) -> None:
    """Decoding a PNG would pass over its checksums, and a damaged one show as a picture with stripes."""
    with Image.open(path, formats=(FORMATS["png"],)) as picture:
        picture.verify()


def _check_scans(data: bytes) -> None:
    """Counts the scans up to the end of the first picture. Raises Fault: each scan costs a whole decode."""
    position, scans = 2, 0
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xD9:
            return
        if marker == 0xFF:
            position += 1
            continue
        position += 2 + int.from_bytes(data[position + 2 : position + 4])
        if marker == 0xDA:
            scans += 1
            if scans > MAX_SCANS:
                raise Fault("too_many_scans")
            after = MARKER_AFTER_SCAN.search(data, position)
            if after is None:
                return
            position = after.start()
