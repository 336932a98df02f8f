"""Word and Excel files: bombs, macros, what reaches outside, and what is no such file at all."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from tests.evidence.bad_files import (
    DOCX,
    LAUGHS,
    MB,
    OLE,
    XLSX,
    cut,
    flat_docx,
    link,
    lying_docx,
    nested_docx,
    office,
    refusal,
    taken,
    zeros_deflated,
    zipped,
)
from tests.evidence.reports_making import make_docx, make_picture
from tests.making import photo_bytes

pytestmark = pytest.mark.django_db
WORD_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"


def workbook() -> bytes:
    out, book = io.BytesIO(), Workbook()
    book.active.append(["路灯", 25])
    book.save(out)
    return out.getvalue()


def patched(data: bytes, find: bytes, put: bytes) -> bytes:
    assert find in data
    return data.replace(find, put)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("报告.docx", make_docx("一、组织坚强星", [["a", "b"]], make_picture("red"))),
        ("台账.xlsx", workbook()),
        ("最小.DOCX", office()),
        ("带表.docx", office(("word/embeddings/Sheet.xlsx", workbook()))),
        ("网址.docx", office(link("hyperlink"))),
        ("照片.docx", office(("word/media/a.jpg", photo_bytes()))),
    ],
)
def test_ordinary_document_is_taken(tmp_path, name, data):
    assert taken(tmp_path, data, name).kind == name.lower().rpartition(".")[2]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("平铺.docx", flat_docx),
        ("密.docx", lambda: office(("word/media/a.bin", bytes(30 * MB)))),
        ("密.xlsx", lambda: office(("xl/a.xml", b"<a>" + b" " * 30 * MB + b"</a>"), main=XLSX)),
        ("太多.docx", lambda: office(*((f"word/{n}.xml", b"<a/>") for n in range(2001)))),
        ("套娃.docx", nested_docx),
    ],
)
def test_document_that_unpacks_to_far_more_is_refused(tmp_path, name, make):
    assert refusal(tmp_path, make(), name) == "unpacks_too_large"


def test_document_with_files_in_files_without_end_is_refused(tmp_path):
    data = workbook()
    for _ in range(4):
        data = office(("word/embeddings/inner.docx", data))

    assert refusal(tmp_path, data, "层层.docx") == "unpacks_too_large"


def test_document_that_lies_about_its_sizes_is_broken(tmp_path):
    data = lying_docx()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        claimed = sum(member.file_size for member in archive.infolist())

    assert (claimed < 2000, zeros_deflated(2048) in data) == (True, True)
    assert refusal(tmp_path, data, "谎报.docx") == "broken_document"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("笑.docx", office(("word/styles.xml", LAUGHS))),
        ("笑.xlsx", office(("xl/sharedStrings.xml", LAUGHS), main=XLSX)),
        ("藏.docx", office(("word/media/image1.png", LAUGHS))),
        ("宽.docx", office(("word/styles.xml", b"\xff\xfe" + LAUGHS.decode().encode("utf-16-le")))),
        ("里.docx", office(("word/embeddings/a.xlsx", office(("xl/a.xml", LAUGHS), main=XLSX)))),
        ("外.docx", office(("word/a.xml", b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'))),
    ],
)
def test_document_with_definitions_is_refused(tmp_path, name, data):
    assert refusal(tmp_path, data, name) == "entities"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("宏.docx", office(("word/vbaProject.bin", OLE))),
        ("宏大写.docx", office(("word/VBAPROJECT.BIN", OLE))),
        ("宏改名.docx", office(("word/other.bin", OLE), types="application/vnd.ms-office.vbaProject")),
        ("宏类型.docx", office(main=WORD_MACRO)),
        ("控件.docx", office(types="application/vnd.ms-office.activeX+xml")),
        ("宏.xlsx", office(("xl/vbaProject.bin", OLE), main=XLSX)),
        ("老宏.xlsx", office(main=XLSX, types="application/vnd.ms-excel.macrosheet+xml")),
        ("里.docx", office(("word/embeddings/a.xlsm", workbook()))),
        ("里面.docx", office(("word/embeddings/a.xlsx", office(("xl/vbaProject.bin", OLE), main=XLSX)))),
    ],
)
def test_document_with_macros_is_refused(tmp_path, name, data):
    assert refusal(tmp_path, data, name) == "macro"


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "externalLinkPath"])
def test_document_that_draws_in_something_from_outside_is_refused(tmp_path, kind):
    assert refusal(tmp_path, office(link(kind)), "外链.docx") == "external_link"


@pytest.mark.parametrize("name", ["报告.docx", "报告.doc", "台账.xlsx", "照片.jpg"])
def test_old_word_file_is_refused_whatever_its_name(tmp_path, name):
    assert refusal(tmp_path, OLE, name) == "old_office"


def test_document_with_a_password_is_refused(tmp_path):
    data = OLE + "EncryptedPackage".encode("utf-16-le")

    assert refusal(tmp_path, data, "加密.docx") == "encrypted_document"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("压缩包.docx", zipped(("a.txt", b"x"))),
        ("无类型.docx", office(drop="[Content_Types].xml")),
        ("无正文.docx", office(drop="word/document.xml")),
        ("两种.docx", office(types=XLSX)),
        ("断.docx", cut(make_docx("一"), 0.7)),
        ("坏.docx", office(("word/styles.xml", b"<a><b></a>"))),
        ("坏校验.docx", patched(office(("word/a.txt", b"abcd"), method=0), b"abcd", b"abce")),
        ("越级.docx", office(("../../etc/a.xml", b"<a/>"))),
        ("反斜.docx", office(("..\\a.xml", b"<a/>"))),
        ("绝对.docx", office(("/etc/a.xml", b"<a/>"))),
        ("重名.docx", office(("word/a.xml", b"<a/>"), ("word/A.xml", b"<b/>"))),
        ("前有藏物.docx", office(("word/vbaProject.bin", OLE)) + office()),
        ("后有藏物.docx", office()[:-22] + OLE + office()[-22:]),
    ],
)
def test_document_that_is_damaged_or_odd_is_refused(tmp_path, name, data):
    assert refusal(tmp_path, data, name) == "broken_document"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("其实是文档.xlsx", office(main=DOCX)),
        ("其实是表.docx", office(main=XLSX)),
        ("其实是文档.jpg", make_docx("一")),
        ("其实是表.pdf", workbook()),
        ("无扩展名", make_docx("一")),
    ],
)
def test_document_under_another_kind_of_name_is_refused(tmp_path, name, data):
    assert refusal(tmp_path, data, name) == "extension_mismatch"


@pytest.mark.parametrize("name", ["包.zip", "包.jpg", "包.pptx"])
def test_other_archive_is_refused(tmp_path, name):
    assert refusal(tmp_path, zipped(("a.txt", b"x")), name) == "unknown_type"
