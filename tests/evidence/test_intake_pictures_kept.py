"""Pictures that the gate takes: every kind of colour, upright, and copies that carry nothing but the picture."""

import datetime
import hashlib
import zlib

import pytest
from PIL import ExifTags, Image, ImageCms

from evidence.intake.gate import Examined
from evidence.intake.limits import LONG_SIDES
from tests.evidence.bad_files import encoded, noise, png, taken, white_png, zipped
from tests.making import photo_bytes

RED, GREEN, WHITE, GREY = (255, 0, 0), (0, 255, 0), (255, 255, 255), (156, 156, 156)
SECRET = b"35.6762N-139.6503E"


def copies(examined: Examined) -> list[Image.Image]:
    return [Image.open(copy.path) for copy in examined.derivatives]


def shown(examined: Examined, place: tuple[int, int] = (5, 5)) -> tuple[int, ...]:
    with Image.open(examined.derivatives[0].path) as copy:
        return copy.convert("RGB").getpixel(place)


def is_near(seen: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    """WebP loses a little, half the colour planes included."""
    return all(abs(one - other) <= 8 for one, other in zip(seen, wanted, strict=True))


def plain(mode: str, colour, size=(64, 48)) -> Image.Image:
    return Image.new(mode, size, colour)


def swapped_profile() -> bytes:
    """A colour profile by which red is shown as green."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return data.replace(b"rXYZ", b"____", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"____", b"gXYZ", 1)


def exif(orientation: int = 1, noted: str = "2026:05:01 09:30:00") -> Image.Exif:
    made = Image.Exif()
    made[ExifTags.Base.Orientation] = orientation
    made[ExifTags.Base.Artist] = made[ExifTags.Base.Model] = SECRET.decode()
    made.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = noted
    made.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (35.0, 40.0, 34.0)
    return made


@pytest.mark.parametrize(
    ("name", "data", "colour"),
    [
        ("普通.jpg", encoded(plain("RGB", RED), quality=95), RED),
        ("大写.JPG", encoded(plain("RGB", RED), quality=95), RED),
        ("渐进.jpeg", encoded(plain("RGB", RED), progressive=True, quality=95), RED),
        ("黑白.jpg", encoded(plain("L", 156)), GREY),
        ("印刷.jpg", encoded(plain("CMYK", (0, 255, 255, 0)), quality=95), RED),
        ("配色.jpg", encoded(plain("RGB", RED), quality=95, icc_profile=swapped_profile()), GREEN),
        ("坏配色.jpg", encoded(plain("RGB", RED), quality=95, icc_profile=b"nonsense"), RED),
        ("错配色.jpg", encoded(plain("L", 156), icc_profile=swapped_profile()), GREY),
        ("两张.jpg", encoded(plain("RGB", RED), "MPO", save_all=True, append_images=[noise((9, 9))]), RED),
        ("透明.png", encoded(plain("RGBA", (9, 9, 9, 0)), "PNG"), WHITE),
        ("半透.png", encoded(plain("RGBA", (*RED, 255)), "PNG", icc_profile=swapped_profile()), GREEN),
        ("灰透.png", encoded(plain("LA", (9, 0)), "PNG"), WHITE),
        ("调色.png", encoded(plain("RGB", RED).quantize(), "PNG"), RED),
        ("调色透明.png", encoded(plain("RGB", RED).quantize(), "PNG", transparency=0), WHITE),
        ("色键.png", encoded(plain("RGB", RED), "PNG", transparency=RED), WHITE),
        ("一位.png", encoded(plain("1", 1), "PNG"), WHITE),
        ("十六位.png", encoded(plain("I;16", 156 * 257), "PNG"), GREY),
        ("透明.webp", encoded(plain("RGBA", (9, 9, 9, 0)), "WEBP", lossless=True), WHITE),
        ("无损.webp", encoded(plain("RGB", RED), "WEBP", lossless=True), RED),
    ],
)
def test_picture_of_any_colour_kind_is_taken_and_looks_right(tmp_path, name, data, colour):
    seen = shown(taken(tmp_path, data, name))

    assert is_near(seen, colour), seen


def test_sixteen_bit_png_with_a_transparent_shade_looks_right(tmp_path):
    lines = zlib.compress((b"\0" + (156 * 257).to_bytes(2) * 16) * 16)

    kept = taken(tmp_path, png(16, 16, lines, (b"tRNS", (7).to_bytes(2)), depth=16), "图.png")

    assert is_near(shown(kept), GREY)


@pytest.mark.parametrize(("form", "name"), [("JPEG", "照片.jpg"), ("PNG", "图.png"), ("WEBP", "图.webp")])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_turned_by_its_notes_stands_upright(tmp_path, form, name, orientation):
    """The top left quarter, as it should be seen, is red: wherever the camera put it."""
    upright = plain("RGB", WHITE, (240, 160))
    upright.paste(RED, (0, 0, 120, 80))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}.get(orientation)
    stored = upright if back is None else upright.transpose(Image.Transpose(back))

    kept = taken(tmp_path, encoded(stored, form, exif=exif(orientation)), name)

    corners = [shown(kept, place) for place in ((20, 20), (220, 20), (20, 140), (220, 140))]
    assert (kept.width, kept.height) == (240, 160)
    assert [is_near(seen, RED) for seen in corners] == [True, False, False, False]


@pytest.mark.parametrize(("form", "name"), [("JPEG", "照片.jpg"), ("PNG", "图.png"), ("WEBP", "图.webp")])
def test_copies_carry_no_notes_and_no_place(tmp_path, form, name):
    options = {"exif": exif(), "icc_profile": swapped_profile(), "xmp": b"<x>" + SECRET + b"</x>"}
    data = encoded(noise((900, 600)), form, **options)

    kept = taken(tmp_path, data, name)

    assert SECRET in data
    for copy, picture in zip(kept.derivatives, copies(kept), strict=True):
        raw = copy.path.read_bytes()
        assert [mark for mark in (SECRET, b"EXIF", b"Exif", b"XMP ", b"ICCP", b"VP8X") if mark in raw] == []
        assert dict(picture.getexif()) == {}


def test_photo_with_something_behind_its_end_leaves_it_out_of_the_copies(tmp_path):
    kept = taken(tmp_path, photo_bytes() + SECRET + zipped(("a.txt", SECRET)), "照片.jpg")

    assert [SECRET in copy.path.read_bytes() for copy in kept.derivatives] == [False] * 3


@pytest.mark.parametrize(
    ("noted", "day"),
    [
        ("2026:05:01 09:30:00", datetime.date(2026, 5, 1)),
        ("0000:00:00 00:00:00", None),
        ("1970:01:01 00:00:00", None),
        ("nonsense", None),
    ],
)
def test_day_of_the_photo_is_read_where_it_makes_sense(tmp_path, noted, day):
    kept = taken(tmp_path, encoded(noise((30, 20)), exif=exif(6, noted)), "照片.jpg")

    assert kept.taken_on == day


def test_photo_with_damaged_notes_is_taken(tmp_path):
    kept = taken(tmp_path, encoded(noise((30, 20)), exif=b"Exif\0\0MM\0*" + b"\xff" * 40), "照片.jpg")

    assert (kept.width, kept.height, kept.taken_on) == (30, 20, None)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((3200, 2400), [(1600, 1200), (800, 600), (400, 300)]),
        ((300, 1200), [(300, 1200), (200, 800), (100, 400)]),
        ((1, 1), [(1, 1)] * 3),
        ((12_000, 1), [(1600, 1), (800, 1), (400, 1)]),
        ((10_000, 5_000), [(1600, 800), (800, 400), (400, 200)]),
    ],
)
def test_copies_are_never_larger_than_the_picture(tmp_path, size, expected):
    kept = taken(tmp_path, white_png(*size), "图.png")

    assert [copy.name for copy in kept.derivatives] == [str(side) for side in LONG_SIDES]
    assert [(copy.width, copy.height) for copy in kept.derivatives] == expected
    assert [picture.size for picture in copies(kept)] == expected
    assert (kept.width, kept.height) == size


def test_digest_and_size_are_of_the_received_bytes(tmp_path):
    data = photo_bytes()
    kept = taken(tmp_path, data, "照片.jpg")

    assert (kept.sha256, kept.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert [hashlib.sha256(copy.path.read_bytes()).hexdigest() for copy in kept.derivatives] == [
        copy.sha256 for copy in kept.derivatives
    ]
