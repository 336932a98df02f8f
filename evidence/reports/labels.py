"""What a number counts: the rulebook's own label where words and unit fit, else the words beside it."""

import re
from collections.abc import Sequence

from .figures import DATES, Number
from .model import FigureFound
from .sentences import around

CLAUSE = re.compile(r"[，,。；;！？!?\n、：:\t]")
ALIKE = ({"名", "人", "位"}, {"次", "场", "场次", "期"}, {"条", "项"}, {"个", "处", "组"})
LIST_MARK = re.compile(r"^\s*(?:[\d.]+[、.)）]|[一二三四五六七八九十]+是)")
LEADING = re.compile(r"^(?:以上|以下|左右|余|多)?的?(?:人员|等)?")
OPENING = re.compile(
    r"^(?:(?:截至)?目前|其中|我村|全村|本村|全年|现|已|先后|并|共|[\u4e00-\u9fff]{1,3}了)+(?=..)"
)
LISTED = re.compile(r"^.*等(?:方面的)?(?=.{3})")
TRAILING = re.compile(
    r"(?:共计|总计|累计|一共|分别|达到|占到|占|达|共|有|计|为|是|了|约|近|超过|在|到|各|收|余|元|的|新|每季度|每月|每年)+$"
)
NUMBERED = re.compile(r"[\d,.%\-:]+[余多几]?大?[万亿]?[\u4e00-\u9fff%]$")
NEXT_NUMBER = re.compile(r"^[\d,.]+[余多几]?大?[万亿]?[\u4e00-\u9fff%]")
GOES_ON = re.compile(r"(?<=..)(?:参加|共|均|都|已|及|并|\d|[（(“]).*$")
LONGEST = 16
# No clause that names a number is longer; the bound keeps the cost of a long text straight.
REACH = 60
QUOTES = str.maketrans("", "", '“”"')
EDGES = '“”"（）()[] \t'


def name_figures(text: str, numbers: Sequence[Number], known: Sequence) -> tuple[FigureFound, ...]:
    """One figure a number. `known`: the star's figures with `.key .label .unit .words`; each is used once."""
    keys = _match_known(text, numbers, known)
    labels = {figure.key: figure.label for figure in known}
    return tuple(
        FigureFound(
            label=labels[keys[index]] if index in keys else _label_beside(text, number),
            value=number.value,
            unit=number.unit,
            context=around(text, number.start, number.end),
            figure_key=keys.get(index),
            number=number.plain,
        )
        for index, number in enumerate(numbers)
    )


def _match_known(text: str, numbers: Sequence[Number], known: Sequence) -> dict[int, str]:
    """Position of a number → key of a figure; the nearest word wins, a range or ratio never matches."""
    pairs = []
    for index, number in enumerate(numbers):
        for figure in known:
            if number.plain is not None and _same_unit(number.unit, figure.unit):
                distance = _distance(text, number, [*figure.words, figure.label])
                if distance is not None:
                    pairs.append((distance, index, figure.key))
    matched: dict[int, str] = {}
    for _gap, index, key in sorted(pairs):
        if index not in matched and key not in matched.values():
            matched[index] = key
    return matched


def _same_unit(found: str, expected: str) -> bool:
    return found == expected or any(found in units and expected in units for units in ALIKE)


def _clause(text: str, number: Number) -> tuple[int, int]:
    nearest, furthest = max(0, number.start - REACH), min(len(text), number.end + REACH)
    starts = [match.end() for match in CLAUSE.finditer(text, nearest, number.start)]
    after = CLAUSE.search(text, number.end, furthest)
    return (starts[-1] if starts else nearest), (after.start() if after else furthest)


def _distance(text: str, number: Number, words: Sequence[str]) -> int | None:
    start, end = _clause(text, number)
    before, after = text[start : number.start], text[number.end : end]
    gaps = [len(before) - before.rfind(word) - len(word) for word in words if word in before]
    gaps += [after.find(word) for word in words if word in after]
    return min(gaps, default=None)


def _label_beside(text: str, number: Number) -> str:
    start, end = _clause(text, number)
    after = LEADING.sub("", NEXT_NUMBER.sub("", text[number.end : end]))
    after = GOES_ON.sub("", after).strip(EDGES)
    if len(after) > 1 and not after[0].isascii():
        return after[:LONGEST]
    before = LIST_MARK.sub("", DATES.sub("", text[start : number.start]))
    while (shorter := NUMBERED.sub("", TRAILING.sub("", before))) != before:
        before = shorter
    before = LISTED.sub("", OPENING.sub("", before)).translate(QUOTES)
    return before[-LONGEST:].strip(EDGES) or after or _row_label(text, start)


def _row_label(text: str, start: int) -> str:
    """In a table or after a colon the name stands in the part before the number's own."""
    line = text[max(0, start - 1 - REACH) : max(start - 1, 0)].rpartition("\n")[2]
    return CLAUSE.split(line)[-1].strip()[-LONGEST:]
