"""Rulebook files: what is read, and what is refused with file, line and key."""

import re
from pathlib import Path

import pytest

from stars.book_words import WORDS, told_book_error
from stars.rules import errors
from stars.rules.errors import BookError
from stars.rules.loader import available_books, book_digest, book_source, load_book, parse_book

SMALL = """key: small
title: "小"
issuer: "某村"
period: year
categories:
  - key: village
    title: "村"
    dimensions:
      - key: tidy
        title: "整洁"
        points: 20
        items:
          - key: tidy.roads
            text: "道路"
            points: 5
"""


def test_shipped_book_has_the_ten_stars_in_order():
    stars = load_book("xiqing").categories["village"].dimensions

    assert [star.title for star in stars][:3] == ["领导核心星", "先锋模范星", "民族团结星"]
    assert len(stars) == 10
    assert all(star.items and star.figures for star in stars)


def test_shipped_stars_three_and_four_wait_for_a_second_person():
    stars = load_book("xiqing").categories["village"].dimensions

    assert [star.key for star in stars if star.release == "second_person"] == ["unity", "harmony"]


def test_shipped_books_all_load():
    assert "xiqing" in available_books()
    assert all(load_book(key).key == key for key in available_books())


def test_points_are_exact():
    dimension = parse_book(SMALL, "small.yaml").categories["village"].dimension("tidy")

    assert (str(dimension.points), str(dimension.items[0].points)) == ("20", "5")


def test_digest_changes_with_one_character():
    assert book_digest(SMALL) != book_digest(SMALL.replace("20", "21"))


def test_source_of_a_shipped_book_is_its_file():
    assert parse_book(book_source("xiqing"), "xiqing.yaml") == load_book("xiqing")


@pytest.mark.parametrize(
    ("change", "line", "key"),
    [
        (("period: year", "period: month"), 4, "period"),
        (("points: 20", 'points: "20"'), 11, "points"),
        (("points: 20", "pionts: 20"), 11, "pionts"),
        (('title: "整洁"', 'title: "整洁"\n        title: "又"'), 11, "title"),
        (('title: "小"\n', ""), 1, "title"),
        (('title: "小"', "title: 3"), 2, "title"),
        (('issuer: "某村"', "issuer: &a x"), 3, ""),
        (("key: small", "key: [small"), 2, ""),
        (("points: 20", "pionts:\n          - 20"), 11, "pionts"),
        (("period: year", "? [a]\n: year"), 4, ""),
        (("points: 20", "points: 020"), 11, "points"),
        (("points: 20", "points: 1:30"), 11, "points"),
        (("points: 20", "points: 1.0e+99999999"), 11, "points"),
        (('title: "整洁"', "posting: 15"), 10, "posting"),
        (('title: "小"', 'title: "\\ud800"'), 2, "title"),
        (("key: small", f"key: {'[' * 5000}{']' * 5000}"), 1, ""),
        (("key: small", "# " + "x" * 100_000), 1, ""),
    ],
)
def test_bad_book_is_refused_with_line_and_key(change, line, key):
    with pytest.raises(BookError) as caught:
        parse_book(SMALL.replace(*change), "small.yaml")

    assert (caught.value.file, caught.value.line, caught.value.key) == ("small.yaml", line, key)


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(BookError, match="cannot_be_read"):
        load_book(tmp_path / "none.yaml")


def test_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_bytes(SMALL.encode("gb18030"))

    with pytest.raises(BookError, match="not_utf8"):
        load_book(path)


def test_every_refusal_has_words_in_chinese():
    code = "|".join(path.read_text(encoding="utf-8") for path in Path(errors.__file__).parent.glob("*.py"))
    codes = set(re.findall(r'BookError\((?:[^()]|\([^()]*\))*?, "([a-z_0-9]+)"', code))

    assert codes == set(WORDS)
    for one in codes:
        told = told_book_error(BookError("own.yaml", 3, "points", one, "…"))
        assert told.startswith("own.yaml 第 3 行，键 points：")
        assert "%(" not in told
