"""Files as they must not come in, each made by a few lines, and a look at what the gate does with one."""

import io
import random
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from evidence.intake.gate import Examined, examine
from evidence.intake.refusals import Refused
from evidence.models import StoredFile
from evidence.services.taking_in import take_in
from tests.making import photo_bytes

MB = 1 << 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HEIC = struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + bytes(600)
SVG = b"<?xml version='1.0'?>\n<!-- drawn -->\n<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><a>&a9;</a>"
)
OOXML = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = (OOXML + kind for kind in ("wordprocessingml.document.main+xml", "spreadsheetml.sheet.main+xml"))
RELS = "word/_rels/document.xml.rels"


def refusal(folder: Path, data: bytes, name: str) -> str:
    """The code of the refusal, after a look that it tells in Chinese what to do and that nothing is left:
    no row, no kept file, no temporary one."""
    received = folder / "received"
    received.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        with pytest.raises(Refused) as caught:
            take_in(received, name)
    assert "请" in str(caught.value.message)
    assert not StoredFile.objects.exists()
    assert [*files_below(settings.MEDIA_ROOT), *folder.iterdir()] == [received]
    return caught.value.code


def taken(folder: Path, data: bytes, name: str) -> Examined:
    """What the gate says of a file that it takes; copies of a picture lie in the folder."""
    received = folder / "received"
    received.write_bytes(data)
    return examine(received, name, out_dir=folder / "copies")


def files_below(folder: Path) -> list[Path]:
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("RGB", size, random.Random(7).randbytes(size[0] * size[1] * 3))


def encoded(picture: Image.Image, form: str = "JPEG", **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def zeros_deflated(megabytes: int) -> bytes:
    """A raw deflate stream of so many MB of zeros. A flushed block stands alone: it is made once, written often."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * megabytes + packer.flush()


def zeros_zlib(megabytes: int) -> bytes:
    """The same with the head and the checksum of zlib."""
    return b"\x78\x9c" + zeros_deflated(megabytes) + struct.pack(">HH", megabytes * MB % 65521, 1)


def png(width: int, height: int, lines: bytes, *before: tuple[bytes, bytes], depth: int = 1) -> bytes:
    """A greyscale PNG by hand, so that its header can say what no encoder would; `lines` are zlib data."""
    header = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), *before, (b"IDAT", lines), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def white_png(width: int, height: int) -> bytes:
    """A whole and honest picture of a few kilobytes, however many pixels it has."""
    return png(width, height, zlib.compress((b"\0" + b"\xff" * -(-width // 8)) * height, 9))


def huge_jpeg() -> bytes:
    """A small photo whose header claims 65,500 × 65,500 pixels."""
    data = bytearray(photo_bytes())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 65500, 65500)
    return bytes(data)


def many_scans(count: int, size: tuple[int, int] = (320, 240)) -> bytes:
    """A progressive JPEG that draws its last scan again and again: little to store, much to decode."""
    data = encoded(Image.new("RGB", size, "red"), progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * count + data[-2:]


def moving(form: str) -> bytes:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    return encoded(frames[0], form, save_all=True, append_images=frames[1:])


def office(*parts: tuple[str, bytes], main: str = DOCX, types: str = "", drop: str = "", **zipping) -> bytes:
    """A small but whole .docx or .xlsx; `parts` are added, `types` are further declared content types."""
    declared = "".join(
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/>' for kind in (main, *types.split())
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    body = {"[Content_Types].xml": f'<Types xmlns="{space}">{declared}</Types>', "word/document.xml": "<d/>"}
    return zipped(*((name, text.encode()) for name, text in body.items() if name != drop), *parts, **zipping)


def zipped(*parts: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


def lying_docx() -> bytes:
    """Two gigabytes in one part of which both its headers say that it has a thousand bytes."""
    bomb = zeros_deflated(2048)
    made = bytearray(office(("word/media/a.bin", bomb), method=zipfile.ZIP_STORED))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        local = archive.getinfo("word/media/a.bin").header_offset
        central = made.rindex(b"word/media/a.bin") - 46
    for header in (local + 8, central + 10):
        made[header : header + 2] = struct.pack("<H", zipfile.ZIP_DEFLATED)
        made[header + 14 : header + 18] = struct.pack("<I", 1000)
    return bytes(made)


def flat_docx() -> bytes:
    return office(*((f"word/media/{n}.bin", bytes(8 * MB)) for n in range(32)))


def nested_docx() -> bytes:
    """A quarter of a gigabyte in a Word file in a Word file: the outer one unpacks to less than a megabyte."""
    return office(("word/embeddings/inner.docx", flat_docx()))


def link(kind: str, target: str = "http://192.0.2.1/a") -> tuple[str, bytes]:
    """A relationship of the main part to something outside the file."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rel = f'<Relationship Id="r1" Type="{base}{kind}" Target="{target}" TargetMode="External"/>'
    return RELS, f"<Relationships>{rel}</Relationships>".encode()


def swelling_pdf() -> bytes:
    """Two megabytes whose table of objects becomes two gigabytes: it is read before anything else is known."""
    table = zeros_zlib(2048)
    objects = b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj\n"
    head = b"%PDF-1.5\n" + objects
    says = b"<</Type/XRef/Size 4/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>" % len(table)
    body = b"3 0 obj " + says + b"stream\n" + table + b"\nendstream endobj\n"
    return head + body + b"startxref\n%d\n%%%%EOF\n" % len(head)
