"""The files that the village brings: a Word report with a picture, photos, documents."""

import io
from pathlib import Path

import pikepdf
from docx import Document
from openpyxl import Workbook
from PIL import Image

from portal.demo.drawing import draw_picture
from tests.evidence.reports_making import TWIN, make_docx


def draw(folder: Path, name: str, seed: int, form: str = "JPEG") -> Path:
    path = folder / name
    draw_picture(path, seed=seed)
    if form != "JPEG":
        with Image.open(path) as image:
            image.save(path, form)
    return path


def make_report(folder: Path) -> Path:
    """The twin of a real report as a Word file, with a picture under the eighth star."""
    lines = TWIN.read_text().splitlines()
    picture = io.BytesIO(draw(folder, "embedded.jpg", seed=8).read_bytes())
    at = next(i for i, line in enumerate(lines) if "村容整洁星" in line) + 2
    path = folder / "年度总结.docx"
    path.write_bytes(make_docx(*lines[:at], picture, *lines[at:]))
    return path


def make_photos(folder: Path) -> list[Path]:
    """Three good photos of three kinds, and one that was cut off on its way."""
    good = [
        draw(folder, "巷道.jpg", 1),
        draw(folder, "路灯.png", 2, "PNG"),
        draw(folder, "广场.webp", 3, "WEBP"),
    ]
    broken = folder / "断开.jpg"
    broken.write_bytes(good[0].read_bytes()[:30_000])
    return [*good, broken]


def make_documents(folder: Path) -> list[Path]:
    record, table, scan = folder / "会议记录.docx", folder / "台账.xlsx", folder / "制度.pdf"
    document = Document()
    document.add_paragraph("会议记录")
    document.save(record)
    book = Workbook()
    book.active.append(["项目", "数量"])
    book.save(table)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(scan)
    return [record, table, scan]
