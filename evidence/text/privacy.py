"""Numbers that identify a person, found in plain text (design §8)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

# Full-width digits become half-width one for one, so places in the text stay right.
NARROW = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")
GAP = r"[ \-]?"
LONG = re.compile(rf"(?<![0-9])[0-9](?:{GAP}[0-9]){{13,18}}(?:{GAP}[Xx])?(?![0-9])")
MOBILE = re.compile(rf"(?<![0-9])1[3-9][0-9]{GAP}[0-9]{{4}}{GAP}[0-9]{{4}}(?![0-9])")
LANDLINE = re.compile(r"(?<![0-9])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])")


@dataclass(frozen=True)
class Hit:
    """`kind`: id_number, mobile, landline or bank_card; `start`, `end` are places in the text given."""

    start: int
    end: int
    kind: str
    text: str


def find_personal(text: str) -> tuple[Hit, ...]:
    """Every hit in order of place; a passage is reported once."""
    plain = text.translate(NARROW)
    hits = [Hit(a, b, kind, text[a:b]) for a, b, kind in _found(plain)]
    return tuple(sorted(hits, key=lambda hit: hit.start))


def _found(plain: str) -> Iterator[tuple[int, int, str]]:
    for match in LONG.finditer(plain):
        digits = re.sub(r"[ \-]", "", match.group()).upper()
        if is_id_number(digits):
            yield match.start(), match.end(), "id_number"
        elif digits.isdigit() and 16 <= len(digits) <= 19 and luhn(digits):
            yield match.start(), match.end(), "bank_card"
    for pattern, kind in ((MOBILE, "mobile"), (LANDLINE, "landline")):
        for match in pattern.finditer(plain):
            yield match.start(), match.end(), kind


def is_id_number(digits: str) -> bool:
    """A mainland ID number: 18 characters, or 15 of the older form, with a day of birth inside. The check digit
    (GB 11643-1999) is not asked: a number with a slip in it still names a person."""
    if re.fullmatch(r"[1-8][0-9]{16}[0-9X]", digits):
        return _is_day(digits[6:14])
    return bool(re.fullmatch(r"[1-8][0-9]{14}", digits)) and _is_day("19" + digits[6:12])


def _is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year in range(1880, 2100)
    except ValueError:
        return False


def luhn(digits: str) -> bool:
    """The check of bank card numbers (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
