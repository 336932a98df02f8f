"""Cells that begin with = + - @: a spreadsheet would calculate them, so they leave as text and are known on return.

A leading apostrophe escapes one, as spreadsheets have it. A text that begins with apostrophes and then such a sign
takes one more, so that every text comes back as it was.
"""

import re

# Blanks of every kind may stand before the sign; spreadsheets pass most of them over.
BLANKS = r"[\s\ufeff\u200b-\u200f\u2060]*"
SIGN = re.compile(rf"'*{BLANKS}[=+\-@＝＋－＠]")
NUMBER = re.compile(r"\s*[+\-＋－]?\d+(?:[.．]\d+)?\s*")


class AsText(str):
    """The text of a cell whose sign was escaped: text for certain. It equals its text and nothing keeps it apart
    once it was stripped, joined or stored."""

    __slots__ = ()


def escaped(text: str) -> str:
    return f"'{text}" if SIGN.match(text) else text


def unescaped(text: str) -> str:
    """AsText where an apostrophe stands before a sign, without it; any other text as it is, so twice is once."""
    if isinstance(text, AsText):
        return text
    return AsText(text[1:]) if text.startswith("'") and SIGN.match(text) else text


def would_calculate(text: str) -> bool:
    """A sign that nobody escaped. A number with its sign is only a number."""
    return not isinstance(text, AsText) and bool(SIGN.match(text)) and not NUMBER.fullmatch(text)
