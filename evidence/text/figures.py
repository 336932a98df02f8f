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
    """Accepts 20, 1,200, 20.5, ≥80, 1:3, 2-3, in full or half width; ValueError("not_a_number") otherwise."""
    text = unicodedata.normalize("NFKC", value.translate(DASHES)).replace(" ", "")
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,4})?", text):
        text = text.replace(",", "")
    if not SHAPES.fullmatch(text):
        raise ValueError("not_a_number")
    number = Decimal(text) if re.fullmatch(PLAIN, text) else None
    return FigureValue(text, number)
