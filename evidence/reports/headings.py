"""Headings of stars: at the start of a line or in its middle, numbered in any of the usual ways."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .numerals import narrow
from .sentences import marked

GAP = r"[ \t\u3000\u00a0]{0,8}"
ORDER = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
BRACKETED = rf"(?:\({GAP}{ORDER}{GAP}\)[、.:]?|[①-⑳㈠-㈩⑴-⒇])"
PLAIN = rf"(?:(?<!\d){ORDER}{GAP}[、.,):]|第{ORDER}颗?星?[、,:]?)"
OPEN, CLOSE = r"[“\"'‘【〖「『《]", r"[”\"'’】〗」』》]"
TAIL = r"(?:创建|评定|建设|达标|推进|工作|标准|方面|情况)*"
BEFORE_HEADING = "。！？；!?;.”’）)】"
# A star that goes on like this is part of a sentence, not a heading.
GOES_ON = "的和与及、,是为等级户"


@dataclass(frozen=True)
class Heading:
    """`key` is None where a heading looks like a star that the rulebook does not have."""

    key: str | None
    start: int
    end: int


def find_headings(text: str, dimensions: Sequence) -> list[Heading]:
    """All headings in order. Each dimension has `.key` and `.title`, the title with or without 星."""
    flat = narrow(text)
    names = {dimension.title.removesuffix("星"): dimension.key for dimension in dimensions}
    if not names:
        return []
    known = [
        Heading(names[re.sub(r"\s", "", match["name"])], _start(match), match.end())
        for match in _known_pattern(names).finditer(flat)
        if _is_heading(flat, match)
    ]
    taken = marked(len(flat), [(heading.start, heading.end) for heading in known])
    strangers = [
        Heading(None, match.start("mark"), match.end())
        for match in UNKNOWN.finditer(flat)
        if _follows_a_break(flat, match.start("mark")) and not any(taken[match.start("mark") : match.end()])
    ]
    return sorted(known + strangers, key=lambda heading: heading.start)


def _known_pattern(names: dict[str, str]) -> re.Pattern[str]:
    words = "|".join(GAP.join(map(re.escape, name)) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<bracketed>{BRACKETED})|(?P<plain>{PLAIN}))?{GAP}(?P<open>{OPEN})?(?P<name>{words}){GAP}"
        rf"{CLOSE}?(?P<star>星)?(?P<close>{CLOSE})?{TAIL}{GAP}(?P<end>[:。.])?"
    )


UNKNOWN = re.compile(
    rf"(?P<mark>{BRACKETED}|{PLAIN}){GAP}{OPEN}?[\u4e00-\u9fff]{{2,6}}星{CLOSE}?{GAP}(?=\n|:|$)"
)


def _start(match: re.Match[str]) -> int:
    return match.start() + len(match.group()) - len(match.group().lstrip(" \t\u3000\u00a0"))


def _follows_a_break(flat: str, start: int) -> bool:
    before = flat[max(0, start - 12) : start].rstrip(" \t\u3000\u00a0#*")
    return not before or before[-1] == "\n" or before[-1] in BEFORE_HEADING


def _starts_line(flat: str, start: int) -> bool:
    return not flat[flat.rfind("\n", 0, start) + 1 : start].strip(" \t\u3000\u00a0#*.。")


def _is_heading(flat: str, match: re.Match[str]) -> bool:
    ends_line = match.end() == len(flat) or flat[match.end()] == "\n"
    closed = ends_line or bool(match["end"]) or flat[match.end() - 1] in " \t\u3000"
    at_break = _follows_a_break(flat, _start(match))
    if match["bracketed"] or match["plain"]:
        glued = bool(match["star"]) and flat[match.end() : match.end() + 1] not in GOES_ON
        if at_break:
            return closed or glued
        return bool(match["bracketed"] and match["star"] and closed)
    if not _starts_line(flat, _start(match)):
        return False
    in_brackets = match["open"] == "【" and match["close"] == "】"
    return ends_line or match["end"] == ":" or in_brackets
