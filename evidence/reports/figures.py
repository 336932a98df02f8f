"""Figures in a passage: Arabic and Chinese numerals with units, ranges, shares and ratios."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .numerals import narrow, plain_number
from .sentences import marked

ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
HAN = r"(?:[一二两三四五六七八九十百零]+万)?[一二两三四五六七八九十百千零〇]+"
TO = r"[%‰]?\s?[-—–~～至到]{1,2}\s?"
UNIT = (
    r"(?:%|‰|[万亿千百]?[余多]?(?:元|人次|户次|场次|平方米|立方米|公里|千米|公斤|课时|人|名|户|盏|场|次|条|类|项|件|起|期|亩|米"
    r"|吨|斤|辆|台|套|只|头|份|块|座|处|间|幅|张|本|册|篇|批|棵|株|家|所|组|支|门|轮|位|面|个(?!月|百分点|小时|工作日)))"
)
MANY = r"[余多几]?大?"
WITH_ARABIC = re.compile(rf"(?<![\d.第a-zA-Z])(?P<value>{ARABIC}(?:{TO}{ARABIC})?){MANY}(?P<unit>{UNIT})")
WITH_HAN = re.compile(
    rf"(?<![一二两三四五六七八九十百千万零〇第\d])(?P<value>{HAN}(?:[至到]{HAN})?){MANY}(?P<unit>{UNIT})"
)
SHARE = re.compile(rf"百分之(?P<value>{HAN}(?:点[零一二三四五六七八九]+)?|{ARABIC})")
RATIO = re.compile(r"(?<![\d:.])(?P<value>\d{1,3}:\d{1,3})(?![\d:])")

YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})"
MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATES = re.compile(
    rf"{YEAR}\s*年(?:{MONTH}月)?(?:份|{MONTH}[日号])?|{MONTH}月(?:份|{MONTH}[日号])|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}"
    rf"|{YEAR}\s*[-—至]\s*{YEAR}\s*年"
)
QUOTED = re.compile(r"[“「『《][^”」』》\n]{1,20}[”」』》]")
# Set phrases that only look like a count; the second kind is a title or the name of a place.
PHRASES = re.compile(
    r"[一二两三四五六七八九十]{1,3}(?:个(?:意识|自信|维护|确立|代表|认同|离不开|全面|坚持|覆盖|不)|项(?:规定|权利|义务|基本|纪律|注意)"
    r"|次性|户长|家亲|面旗|门心思|[户家组](?:地|村|沟|湾|庄))|四项基本"
)
# 一个, 一次, 一名 say "a"; they count only after a word that counts.
COUNTS = re.compile(r"(?:有|共|计|了|达|新增|开展|举办|组织|建成|安装|修建|评选|培训)$")
# Digits, a break, digits again: the number may be one or two. A list mark (1. 2、) opens no number.
BROKEN = re.compile(r"\d[ \t]*\n\s*\d+(?!\d|\s*[.、)])|(?<![\d\t])\d+[ \u3000]+\d+(?!\d|\s*[.、)])")
BROKEN_HAN = re.compile(rf"[二三四五六七八九十百千]\n\s*[一二三四五六七八九十百]+(?={UNIT})")


@dataclass(frozen=True)
class Number:
    """text[start:end] holds the value and its unit; `plain` is None for ranges and ratios."""

    start: int
    end: int
    value: str
    unit: str
    plain: str | None


def broken_numbers(text: str) -> list[tuple[int, int]]:
    """Spans of numbers that a line end or a space cuts in two (table rows excepted)."""
    flat = narrow(text)
    spans = []
    for match in (*BROKEN.finditer(flat), *BROKEN_HAN.finditer(flat)):
        line = flat[flat.rfind("\n", 0, match.start()) + 1 : match.start()]
        if "\t" not in line:
            start = match.start()
            while start and flat[start - 1].isdigit():
                start -= 1
            spans.append((start, match.end()))
    return spans


def find_numbers(text: str) -> list[Number]:
    """Every number with a unit, in order; dates, ordinals, slogans and broken numbers are none."""
    flat = narrow(text)
    barred = marked(len(flat), [match.span() for match in DATES.finditer(flat)] + broken_numbers(text))
    slogans = marked(len(flat), [m.span() for pattern in (QUOTED, PHRASES) for m in pattern.finditer(flat)])
    taken: list[Number] = []
    for number, chinese in _candidates(text, flat):
        place = slice(number.start, number.end)
        if not any(barred[place]) and not (chinese and any(slogans[place])):
            taken.append(number)
            barred[place] = b"\1" * (number.end - number.start)
    return sorted(taken, key=lambda number: number.start)


def _candidates(text: str, flat: str) -> Iterator[tuple[Number, bool]]:
    for match in SHARE.finditer(flat):
        yield _number(text, match, "%"), False
    for match in WITH_ARABIC.finditer(flat):
        yield _number(text, match, re.sub("[余多]", "", match["unit"])), False
    for match in RATIO.finditer(flat):
        before = re.split(r"[。，；,;\n]", flat[max(0, match.start() - 12) : match.start()])[-1]
        if "比" in before + flat[match.end() : match.end() + 4]:
            yield _number(text, match, ""), False
    for match in WITH_HAN.finditer(flat):
        single = match["value"] == "一" and not COUNTS.search(flat[max(0, match.start() - 3) : match.start()])
        if not single:
            yield _number(text, match, re.sub("[余多]", "", match["unit"])), True


def _number(text: str, match: re.Match[str], unit: str) -> Number:
    value = text[slice(*match.span("value"))]
    return Number(match.start(), match.end(), value, unit, plain_number(value))
