"""Points as people type them become exact decimals as text, or are refused with what is wrong. Pure but for words."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from stars.panel_errors import PointsRefused
from stars.rules.book import Category
from stars.rules.scoring import ScoreLine, score_lines

NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")
NEGATIVE = re.compile(r"[-−–]\s*[0-9]+(\.[0-9]+)?")
Points = dict[str, str]


def read_points(category: Category, typed: Mapping[str, str]) -> Points:
    """Line → points, one for each line of the category; PointsRefused names every line at fault."""
    lines = {line.key: line for line in score_lines(category)}
    plain = {key: plain_number(text) for key, text in typed.items()}
    problems = {key: _("The rulebook has no such line.") for key in plain if key not in lines}
    problems |= {key: why for key, line in lines.items() if (why := problem(line, plain.get(key, "")))}
    if problems:
        raise PointsRefused(problems, {key: line.title for key, line in lines.items()})
    return {key: exact(plain[key]) for key in lines}


def plain_number(text: str) -> str:
    """With ordinary digits for full-width ones, and no blanks around."""
    return unicodedata.normalize("NFKC", text).strip()


def problem(line: ScoreLine, text: str) -> str:
    """What is wrong with these points, in words; empty if nothing is."""
    if not text:
        return _("Points are missing.")
    if NEGATIVE.fullmatch(text):
        return _("Points are never negative: %(found)s.") % {"found": text}
    if not NUMBER.fullmatch(text):
        return _("A number such as 8 or 8.5 is expected, not %(found)s.") % {"found": text[:20]}
    if Decimal(text) > line.points:
        return _("This line holds at most %(most)s points, not %(found)s.") % {
            "most": exact(str(line.points)),
            "found": text,
        }
    return ""


def exact(text: str) -> str:
    """8.50 → 8.5, 010 → 10."""
    value = format(Decimal(text).normalize(), "f")
    return value or "0"


def same_points(category: Category, stored: Mapping[str, str] | None, typed: Mapping[str, str]) -> bool:
    """Whether the page holds what is stored, however it is written."""
    if stored is None:
        return not any(text.strip() for text in typed.values())
    try:
        return read_points(category, typed) == dict(stored)
    except PointsRefused:
        return False
