"""Pictures that the gate refuses: half ones, bombs, drawings, moving ones, and files that are none."""

import struct
import zlib

import pytest
from PIL import Image

from tests.evidence.bad_files import (
    HEIC,
    SVG,
    cut,
    encoded,
    huge_jpeg,
    many_scans,
    moving,
    noise,
    png,
    refusal,
    white_png,
    zeros_zlib,
    zipped,
)
from tests.making import photo_bytes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("share", [0.02, 0.5, 0.95, 0.999])
@pytest.mark.parametrize(
    ("form", "options"), [("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {})]
)
def test_picture_cut_short_is_broken(tmp_path, form, options, share):
    name = {"JPEG": "照片.jpg", "PNG": "截图.png", "WEBP": "图.webp"}[form]
    data = cut(encoded(noise((600, 400)), form, **options), share)

    assert refusal(tmp_path, data, name) == "broken_image"


def test_large_photo_cut_short_is_broken_though_only_a_part_is_needed(tmp_path):
    """Large photos are decoded at half the size: the end must be read all the same."""
    data = cut(encoded(noise((3400, 2600)), quality=40), 0.97)

    assert refusal(tmp_path, data, "照片.jpg") == "broken_image"


def test_png_with_a_wrong_checksum_is_broken(tmp_path):
    data = bytearray(encoded(noise((60, 40)), "PNG"))
    data[len(data) // 2] ^= 0xFF

    assert refusal(tmp_path, bytes(data), "图.png") == "broken_image"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("炸弹.png", white_png(20_000, 20_000)),
        ("刚超.png", white_png(10_000, 5_001)),
        ("太长.png", white_png(12_001, 8)),
        ("谎称.png", png(30_000, 30_000, zlib.compress(b""))),
        ("谎称.jpg", huge_jpeg()),
    ],
)
def test_picture_of_too_many_pixels_is_refused_before_it_is_decoded(tmp_path, name, data):
    assert refusal(tmp_path, data, name) == "too_many_pixels"


@pytest.mark.parametrize("chunk", [b"zTXt", b"iCCP"])
def test_png_whose_notes_unpack_to_gigabytes_is_broken(tmp_path, chunk):
    data = png(8, 1, zlib.compress(b"\0\xff"), (chunk, b"a\0\0" + zeros_zlib(2048)))

    assert refusal(tmp_path, data, "图.png") == "broken_image"


def test_jpeg_of_many_scans_is_refused(tmp_path):
    assert refusal(tmp_path, many_scans(60), "照片.jpg") == "too_many_scans"


@pytest.mark.parametrize(("form", "name"), [("WEBP", "动.webp"), ("PNG", "动.png")])
def test_moving_picture_is_refused(tmp_path, form, name):
    assert refusal(tmp_path, moving(form), name) == "animated"


@pytest.mark.parametrize("name", ["图.svg", "图.png", "图.jpg"])
@pytest.mark.parametrize("data", [SVG, b"\xef\xbb\xbf" + SVG, b"<x:SVG xmlns:x='a'/>"])
def test_drawing_is_refused_whatever_its_name(tmp_path, name, data):
    assert refusal(tmp_path, data, name) == "svg"


@pytest.mark.parametrize("name", ["照片.heic", "照片.HEIC", "照片.jpg"])
@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_heic_photo_is_refused_as_such(tmp_path, name, brand):
    assert refusal(tmp_path, HEIC.replace(b"heic", brand, 1), name) == "heic"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("动.gif", moving("GIF")),
        ("程序.jpg", b"MZ" + bytes(600)),
        ("文字.jpg", "你好".encode() * 50),
        ("网页.png", b"<html><script>alert(1)</script></html>"),
        ("图.bmp", encoded(Image.new("RGB", (9, 9)), "BMP")),
        ("图.tif", encoded(Image.new("RGB", (9, 9)), "TIFF")),
        ("一字节.jpg", b"\xff"),
    ],
)
def test_other_kinds_are_refused(tmp_path, name, data):
    assert refusal(tmp_path, data, name) == "unknown_type"


@pytest.mark.parametrize("name", ["空.jpg", "空.docx", "空", "空.exe"])
def test_empty_file_is_refused_as_empty(tmp_path, name):
    assert refusal(tmp_path, b"", name) == "empty"


@pytest.mark.parametrize(
    ("name", "form"),
    [("图.jpg", "PNG"), ("图.png", "JPEG"), ("图.webp", "JPEG"), ("图", "JPEG"), ("图.pdf", "WEBP")],
)
def test_picture_under_another_kind_of_name_is_refused(tmp_path, name, form):
    assert refusal(tmp_path, photo_bytes(form=form), name) == "extension_mismatch"


@pytest.mark.parametrize("name", ["两面.docx", "两面.pdf", "两面.html"])
def test_polyglot_under_its_second_nature_is_refused(tmp_path, name):
    data = photo_bytes() + b"<script>alert(1)</script>" + zipped(("word/document.xml", b"<d/>"))

    assert refusal(tmp_path, data, name) == "extension_mismatch"


@pytest.mark.parametrize("head", [b"GIF89a", b"MZ", b"#!/bin/sh\n"])
def test_photo_behind_a_foreign_head_is_refused(tmp_path, head):
    assert refusal(tmp_path, head + photo_bytes(), "照片.jpg") == "unknown_type"


def test_webp_whose_header_claims_a_huge_canvas_is_refused(tmp_path):
    data = bytearray(encoded(Image.new("RGBA", (60, 40)), "WEBP"))
    at = data.index(b"VP8X") + 12
    data[at : at + 6] = struct.pack("<I", 16_000)[:3] * 2

    assert refusal(tmp_path, bytes(data), "图.webp") == "too_many_pixels"
