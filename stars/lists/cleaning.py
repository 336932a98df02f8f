"""What `clean` of a column may be: a name, a short text, a whole number, one of a few words."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from stars.lists.model import CellError

HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
# 张　三, as names of two characters are written to fill the width of three.
GAP = re.compile(rf"(?<={HAN})\s+(?={HAN})")
WHOLE = re.compile(r"[+\-]?\d{1,9}")


def name(limit: int) -> Callable[[str], str]:
    """Without blanks between Chinese characters, with a single one between other words."""

    def clean(text: str) -> str:
        return short(limit)(GAP.sub("", text))

    return clean


def short(limit: int) -> Callable[[str], str]:
    """Text on one line of at most so many characters, with a single blank where there were several."""

    def clean(text: str) -> str:
        line = " ".join(unicodedata.normalize("NFC", text).split())
        if len(line) > limit:
            raise CellError("too_long", str(limit))
        return line

    return clean


def whole(low: int, high: int) -> Callable[[str], int]:
    """A whole number from `low` to `high`, in digits of either width."""

    def clean(text: str) -> int:
        digits = unicodedata.normalize("NFKC", text)
        if not WHOLE.fullmatch(digits) or not low <= int(digits) <= high:
            raise CellError("not_whole", f"{low}–{high}")
        return int(digits)

    return clean


def one_of(words: Mapping[str, object]) -> Callable[[str], object]:
    """The value of the word; blanks, width and case of letters do not count."""
    known = {plain_word(word): value for word, value in words.items()}

    def clean(text: str) -> object:
        if plain_word(text) not in known:
            raise CellError("not_one_of", "、".join(words))
        return known[plain_word(text)]

    return clean


def plain_word(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
