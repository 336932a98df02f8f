"""PDF: protected, half, and those that can do more than be read."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Pdf

from tests.evidence.bad_files import cut, refusal, swelling_pdf, taken, zipped
from tests.making import photo_bytes

pytestmark = pytest.mark.django_db


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def launch() -> Dictionary:
    return Dictionary(S=Name.Launch, F="cmd.exe")


def pdf(change: Callable[[Pdf], None] | None = None, pages: int = 1, **saving) -> bytes:
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        if change:
            change(made)
        out = io.BytesIO()
        made.save(out, **saving)
    return out.getvalue()


def opening(action: Callable[[], Dictionary]) -> Callable[[Pdf], None]:
    def change(made: Pdf) -> None:
        made.Root.OpenAction = action()

    return change


def named_script(made: Pdf) -> None:
    names = Dictionary(Names=Array(["a", made.make_indirect(script())]))
    made.Root.Names = made.make_indirect(Dictionary(JavaScript=names))


def clicked(made: Pdf) -> None:
    made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=launch())])


def chained(made: Pdf) -> None:
    made.Root.AA = Dictionary(WC=Dictionary(S=Name.GoTo, Next=Array([Dictionary(S=Name.GoTo), script()])))


def attached(made: Pdf) -> None:
    made.attachments["账本.xlsx"] = b"hidden"


def film(made: Pdf) -> None:
    made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia)])


def form(made: Pdf) -> None:
    made.Root.AcroForm = Dictionary(Fields=Array(), XFA=made.make_stream(b"<xdp/>"))


def web_link(made: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI="https://example.org/")
    made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)])


def says_javascript(made: Pdf) -> None:
    made.pages[0].Contents = made.make_stream(b"BT (/JavaScript /Launch) Tj ET")
    made.docinfo["/Title"] = "/JavaScript"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("证书.pdf", pdf(pages=3)),
        ("大写.PDF", pdf(pages=3)),
        ("压缩.pdf", pdf(pages=3, object_stream_mode=ObjectStreamMode.generate)),
        ("网址.pdf", pdf(web_link, pages=3)),
        ("只是提到.pdf", pdf(says_javascript, pages=3)),
        ("尾随.pdf", pdf(pages=3) + b"\r\n" * 100),
    ],
)
def test_ordinary_pdf_is_taken(tmp_path, name, data):
    kept = taken(tmp_path, data, name)

    assert (kept.kind, kept.pages, kept.derivatives) == ("pdf", 3, ())


@pytest.mark.parametrize("password", ["", "secret"])
@pytest.mark.parametrize("strength", [3, 4, 6])
def test_protected_pdf_is_refused(tmp_path, password, strength):
    weak = {"aes": False, "metadata": False} if strength < 4 else {}
    locked = Encryption(owner="owner", user=password, R=strength, **weak)

    assert refusal(tmp_path, pdf(encryption=locked), "加密.pdf") == "encrypted_pdf"


@pytest.mark.parametrize(
    "data",
    [
        pdf(opening(script)),
        pdf(opening(script), object_stream_mode=ObjectStreamMode.generate),
        pdf(opening(script)).replace(b"/JavaScript", b"/Java#53cript"),
        pdf(named_script),
        pdf(chained),
        pdf(opening(launch)),
        pdf(clicked),
        pdf(attached),
        pdf(film),
        pdf(form),
    ],
    ids=["open", "packed", "spelt", "named", "chained", "launch", "click", "attached", "film", "form"],
)
def test_pdf_that_acts_or_hides_a_file_is_refused(tmp_path, data):
    assert refusal(tmp_path, data, "活动.pdf") == "active_pdf"


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.99])
def test_pdf_cut_short_is_broken(tmp_path, share):
    assert refusal(tmp_path, cut(pdf(pages=30), share), "断.pdf") == "broken_pdf"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + bytes(600) + b"%%EOF",
        pdf(pages=0),
        b"%PDF-1.7\n1 0 obj " + b"[" * 100_000 + b"\n%%EOF",
    ],
    ids=["head", "nothing", "no-page", "deep"],
)
def test_pdf_without_pages_is_broken(tmp_path, data):
    assert refusal(tmp_path, data, "空白.pdf") == "broken_pdf"


def test_pdf_that_swells_to_gigabytes_is_refused_within_the_limits(tmp_path):
    assert refusal(tmp_path, swelling_pdf(), "膨胀.pdf") == "broken_pdf"


@pytest.mark.parametrize("name", ["证书.docx", "证书.jpg", "证书", "证书.pdf.exe"])
def test_pdf_under_another_kind_of_name_is_refused(tmp_path, name):
    assert refusal(tmp_path, pdf(), name) == "extension_mismatch"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"GIF89a" + pdf(), "unknown_type"),
        (b"<html>" + pdf(), "unknown_type"),
        (photo_bytes() + pdf(), "extension_mismatch"),
        (zipped(("a.txt", b"x")) + pdf(), "unknown_type"),
    ],
)
def test_pdf_behind_a_foreign_head_is_refused(tmp_path, data, code):
    """Readers find a PDF within the first kilobyte; here it stands at the beginning or not at all."""
    assert refusal(tmp_path, data, "两面.pdf") == code
