"""Points as people type them become exact decimals as text, or are refused with what is wrong. Pure but for words."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stars.panel_errors import PointsRefused
from stars.rules.book import Category
from stars.rules.rating import RatingError
from stars.rules.scoring import ScoreLine, panel_total, refuse_line, score_lines

NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,2})?")
MINUS = str.maketrans("−–—", "---")
WHY = {
    "line_missing": gettext_lazy("Points are missing; 0 is a score too."),
    "line_negative": gettext_lazy("Points are never negative: %(found)s."),
    "line_above_points": gettext_lazy("This line holds at most %(most)s points, not %(found)s."),
}
Points = Mapping[str, str]


def read_points(category: Category, typed: Points) -> dict[str, str]:
    """Line → points, one for each line of the category; PointsRefused names every line at fault."""
    lines = {line.key: line for line in score_lines(category)}
    plain = {key: plain_number(text) for key, text in typed.items()}
    problems = {key: _("The rulebook has no such line.") for key in plain if key not in lines}
    problems |= {key: why for key, line in lines.items() if (why := problem(line, plain.get(key, "")))}
    if problems:
        raise PointsRefused(problems, {key: line.title for key, line in lines.items()})
    return {key: exact(plain[key]) for key in lines}


def plain_number(text: str) -> str:
    """With ordinary digits for full-width ones, one kind of minus, and no blanks around."""
    return unicodedata.normalize("NFKC", text).translate(MINUS).strip()


def problem(line: ScoreLine, text: str) -> str:
    """What is wrong with these points, in words; empty if nothing is."""
    if text and not NUMBER.fullmatch(text):
        return _("A number such as 8 or 8.5 is expected, not %(found)s.") % {"found": text[:20]}
    try:
        refuse_line(line, Fraction(text) if text else None)
    except RatingError as error:
        return str(WHY[error.code]) % {"found": text, "most": exact(str(line.points))}
    return ""


def exact(text: str) -> str:
    """8.50 → 8.5, 010 → 10, -0 → 0."""
    return format(abs(Decimal(text)).normalize(), "f")


def same_points(category: Category, stored: Points | None, typed: Points) -> bool:
    """Whether the page holds what is stored, however it is written."""
    if stored is None:
        return not any(text.strip() for text in typed.values())
    try:
        return read_points(category, typed) == dict(stored)
    except PointsRefused:
        return False


def total(category: Category, points: Points) -> Fraction:
    """What one scorer's stored points come to, out of 100."""
    return panel_total(category, {key: Fraction(text) for key, text in points.items()})
