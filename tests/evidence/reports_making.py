"""Reports for the importer's tests: the twin, the ten stars, a Word file with pictures."""

import io
from pathlib import Path

from docx import Document
from PIL import Image

from stars.rules.loader import load_book

TWIN = Path(__file__).parent / "data" / "report_twin.txt"
STARS = load_book("xiqing").categories["village"].dimensions


def make_picture(colour: str) -> io.BytesIO:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(picture, "PNG")
    picture.seek(0)
    return picture


def make_docx(*blocks: str | io.BytesIO | list[list[str]]) -> bytes:
    """A Word file: text becomes a paragraph, a stream a picture, a list of rows a table."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        elif isinstance(block, list):
            table = document.add_table(rows=0, cols=len(block[0]))
            for row in block:
                for cell, value in zip(table.add_row().cells, row, strict=True):
                    cell.text = value
        else:
            document.add_picture(block)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()
