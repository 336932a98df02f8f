"""QR codes drawn into the page."""

import segno
from lxml import etree

from portal.qr import qr_svg

ADDRESS = "https://portal.example/slips/7Q2MZK/"
NAME = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> etree._Element:
    return etree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def dark_modules(svg: str) -> set[tuple[int, int]]:
    """Every module under the runs of the dark path."""
    path = drawn(svg).findall(f"{NAME}path")[1].get("d")
    found = set()
    for run in path.strip("Mz").split("zM"):
        x, y, length = map(int, run.replace("h", " ").split("v")[0].split())
        found |= {(x + step, y) for step in range(length)}
    return found


def test_code_shows_every_dark_module_of_the_text_at_level_m():
    code = segno.make(ADDRESS, error="m", micro=False, boost_error=False)
    rows = enumerate(code.matrix_iter(border=4))

    assert dark_modules(qr_svg(ADDRESS, label="评议票")) == {
        (x, y) for y, row in rows for x, dark in enumerate(row) if dark
    }


def test_two_texts_have_two_codes():
    assert dark_modules(qr_svg(ADDRESS, label="票")) != dark_modules(qr_svg(f"{ADDRESS}2", label="票"))


def test_code_is_a_picture_with_a_name_on_white():
    svg = qr_svg(ADDRESS, label='张三的"卡" <1>')
    root = drawn(svg)

    assert svg.startswith('<svg class="qr" role="img" ')
    assert root.find(f"{NAME}title").text == '张三的"卡" <1>'
    assert [path.get("fill") for path in root.findall(f"{NAME}path")] == ["#fff", "#000"]


def test_code_has_sharp_edges_and_four_modules_of_free_space():
    root = drawn(qr_svg(ADDRESS, label="票"))
    side = int(root.get("viewBox").split()[2])
    dark = dark_modules(qr_svg(ADDRESS, label="票"))

    assert root.get("shape-rendering") == "crispEdges"
    assert (min(dark), max(x for x, _y in dark)) == ((4, 4), side - 5)


def test_chinese_text_is_drawn_too():
    assert dark_modules(qr_svg("石门村 评议票", label="票"))
