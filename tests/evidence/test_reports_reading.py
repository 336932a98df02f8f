"""Files in: Word and text, and each kind of file that is neither."""

import io
import zipfile

import pytest

from evidence.reports.model import ReportError
from evidence.reports.reading import read_report
from evidence.reports.split import split_report
from tests.evidence.reports_making import STARS, TWIN, make_docx, make_picture


def zip_of(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_file_is_read_in_each_encoding(encoding):
    assert read_report("一、领导核心星\r\n甲。".encode(encoding), "a.txt").text == "一、领导核心星\n甲。"


def test_docx_keeps_paragraphs_and_tables_in_order():
    source = read_report(make_docx("前", [["路灯", "25盏"], ["垃圾箱", "30个"]], "后"), "a.docx")
    assert source.text == "前\n路灯\t25盏\n垃圾箱\t30个\n后\n"


def test_docx_pictures_come_under_their_stars():
    blue, red = make_picture("blue"), make_picture("red")
    data = make_docx("一、领导核心星", "甲。", blue, "二、先锋模范星", "乙。", red)
    source = read_report(data, "a.docx")
    report = split_report(source.text, STARS, [image.offset for image in source.images])
    assert [section.images for section in report.sections] == [(0,), (1,)]
    assert [image.data for image in source.images] == [blue.getvalue(), red.getvalue()]


def test_docx_gives_the_same_report_as_its_text():
    text = TWIN.read_text(encoding="utf-8")
    from_word = read_report(make_docx(*text.splitlines()), "a.docx")
    assert split_report(from_word.text, STARS) == split_report(text, STARS)


def test_file_is_read_by_its_path(tmp_path):
    path = tmp_path / "报告.docx"
    path.write_bytes(make_docx("甲。"))
    assert read_report(path).text == "甲。\n"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "empty"),
        (b" \r\n", "a.txt", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx", "old_doc"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "encrypted",
        ),
        (b"{\\rtf1 text}", "a.docx", "not_docx"),
        (b"plain text", "a.docx", "not_docx"),
        (zip_of(readme=b"x"), "a.docx", "not_docx"),
        (make_docx("甲。")[:900], "a.docx", "damaged"),
        (zip_of(**{"[Content_Types].xml": b"<x", "word__document.xml": b"<x"}), "a.docx", "damaged"),
        (
            zip_of(**{"[Content_Types].xml": b"<x/>", "word__document.xml": bytes(31 * 1024 * 1024)}),
            "a.docx",
            "too_large",
        ),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.txt", "not_text"),
    ],
)
def test_file_that_is_no_report_is_refused_with_its_reason(data, name, code):
    with pytest.raises(ReportError) as refused:
        read_report(data, name)
    assert refused.value.code == code
