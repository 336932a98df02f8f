"""Reading a figure as people write it."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

PLAIN = r"[0-9]{1,12}(?:\.[0-9]{1,4})?"
SHAPES = re.compile(rf"(?:[≥≤>~]?{PLAIN}|{PLAIN}:{PLAIN}|{PLAIN}-{PLAIN})")
DASHES = str.maketrans({"－": "-", "—": "-", "–": "-", "～": "-", "〜": "-", "至": "-", "∶": ":"})


@dataclass(frozen=True)
class FigureValue:
    """`text` as it is kept; `number` only where it is one single number."""

    text: str
    number: Decimal | None


def parse_figure(value: str) -> FigureValue:
    """Accepts 20, 1,200, 1 200, 20.5, ≥80, 1:3, 2-3, in full or half width.

    Raises ValueError: spaces (20 30 may be two numbers), negative, exponent, words or not_a_number.
    """
    text = unicodedata.normalize("NFKC", value.translate(DASHES)).strip()
    text = re.sub(r"(?<=[≥≤>~:-]) +| +(?=[:-])", "", text)
    if re.fullmatch(r"[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]{1,4})?", text):
        text = re.sub("[, ]", "", text)
    if not SHAPES.fullmatch(text):
        raise ValueError(_fault(text))
    number = Decimal(text) if re.fullmatch(PLAIN, text) else None
    return FigureValue(text, number)


def _fault(text: str) -> str:
    """What kind of mistake it is, so that the message can say what to do."""
    if re.fullmatch(rf"-{PLAIN}", text):
        return "negative"
    if re.fullmatch(r"[0-9.]+[eE][+-]?[0-9]+", text):
        return "exponent"
    if any(letter.isalpha() for letter in text):
        return "words"
    return "spaces" if re.search(r"[0-9] +[0-9]", text) else "not_a_number"
