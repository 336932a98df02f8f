"""Title at the top, signer and date at the bottom."""

import re
from dataclasses import dataclass
from datetime import date

from .model import Doubt
from .numerals import chinese_number, narrow

YEAR_HAN, PART_HAN = r"[〇○OＯ零一二三四五六七八九]{4}", r"[一二三四五六七八九十]{1,3}"
DATE = re.compile(
    rf"(?P<year>\d{{4}}|{YEAR_HAN})\s*[年./-]\s*(?P<month>\d{{1,2}}|{PART_HAN})\s*(?:[月./-]\s*)?"
    rf"(?:(?P<day>(?<=[月./\s-])\d{{1,2}}|(?<=月){PART_HAN})\s*[日号]?)?"
)
ROLE = re.compile(r"^(?:报告|汇报|填报|落款)?(?:人|单位|签名|签字)?\s*[:：]")
SEAL = re.compile(r"[（(](?:盖章|公章|签章|章)[）)]$")
ORGANISATION = re.compile(
    r"(?:总支|支部|支委会|委员会|村委会|居委会|党委|党组|工作队|工作组|领导小组|办公室|合作社|社区|村)$"
)
TITLE_WORDS = re.compile(r"报告|总结|情况|汇报|材料|小结")
SENTENCE_SIGNS = re.compile(r"[。；！？，,;!?\t]|\d")
LAST_LINES = 5
SPACES = " \t\u3000\u00a0"


@dataclass(frozen=True)
class Signature:
    """The signing lines are text[start:end]; both are the text's length when there are none."""

    signed_by: str
    dated: date | None
    start: int
    end: int
    doubts: tuple[Doubt, ...] = ()


def find_title(lines: list[str]) -> str:
    """The last short line at the top that reads like a report's title, else the first short line, else ""."""
    top = []
    for line in lines:
        if len(line) > 60 or re.search(r"[。；！？]", line) or DATE.fullmatch(narrow(line)):
            break
        top.append(line.strip(" #*"))
    return next((line for line in reversed(top) if TITLE_WORDS.search(line)), top[0] if top else "")


def find_signature(text: str, after: int) -> Signature:
    """Signer and date in the last lines behind the offset `after`."""
    lines = [
        (after + match.start(), match.group().strip(SPACES))
        for match in re.finditer(r"\S[^\n]*", text[after:])
    ][-LAST_LINES:]
    for place in range(len(lines) - 1, -1, -1):
        who, found = _split_date(lines[place][1])
        if found and (not who or _signs(who)):
            return _signed(lines, place, who, found)
    if lines and _signs(lines[-1][1]):
        return Signature(_clean(lines[-1][1]), None, lines[-1][0], len(text))
    return Signature("", None, len(text), len(text))


def find_date(line: str) -> Signature | None:
    """A line that is nothing but a date, in brackets or not (under a title)."""
    bare = line.strip(SPACES + "（）()")
    match = DATE.fullmatch(narrow(bare))
    if not match:
        return None
    dated, doubts = _read_date(match, bare)
    return Signature("", dated, 0, 0, doubts)


def _split_date(line: str) -> tuple[str, re.Match[str] | None]:
    flat = narrow(line)
    for match in DATE.finditer(flat):
        if match.end() == len(flat.rstrip()):
            return line[: match.start()].strip(SPACES), match
    return "", None


def _signed(lines: list[tuple[int, str]], place: int, who: str, match: re.Match[str]) -> Signature:
    dated, doubts = _read_date(match, lines[place][1])
    first, last = place, place
    names = [who] if who else []
    while not who and first > 0 and place - first < 3 and _signs(lines[first - 1][1]):
        first -= 1
        names.insert(0, lines[first][1])
    if not names and place + 1 < len(lines) and _signs(lines[place + 1][1]):
        last = place + 1
        names = [lines[last][1]]
    end = lines[last][0] + len(lines[last][1])
    return Signature("、".join(map(_clean, names)), dated, lines[first][0], end, doubts)


def _signs(line: str) -> bool:
    bare = SEAL.sub("", line)
    signs_by_role = bool(ROLE.match(bare)) and len(bare) <= 30
    return signs_by_role or (
        len(bare) <= 40 and not SENTENCE_SIGNS.search(bare) and bool(ORGANISATION.search(bare))
    )


def _clean(line: str) -> str:
    return SEAL.sub("", ROLE.sub("", line)).strip(SPACES)


def _read_date(match: re.Match[str], line: str) -> tuple[date | None, tuple[Doubt, ...]]:
    year, month, day = (_whole(match[name]) for name in ("year", "month", "day"))
    try:
        dated = date(year or 0, month or 0, 1 if match["day"] is None else day or 0)
    except ValueError:
        return None, (Doubt(line, "date_impossible"),)
    return dated, () if match["day"] else (Doubt(line, "date_without_day"),)


def _whole(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if written.isdigit() else chinese_number(written.replace("Ｏ", "O"))
