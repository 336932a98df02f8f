"""Cutting Chinese text into sentences, with offsets, and mending the edges of a section."""

import re
from dataclasses import dataclass

ENDS = re.compile(r"[。！？!?]+[”’」』）)]*|\n")
# A line this long without a full stop was wrapped by an editor: the sentence goes on below.
WRAPPED = 25


@dataclass(frozen=True)
class Sentence:
    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """Every sentence in order; together they are the whole text, line ends included."""
    found, start = [], 0
    for match in ENDS.finditer(text):
        if match.group() == "\n" and _goes_on(text, start, match.start()):
            continue
        end = match.end()
        while end < len(text) and text[end] == "\n" and match.group() != "\n":
            end += 1
        if end > start:
            found.append(Sentence(start, end, text[start:end]))
            start = end
    if start < len(text):
        found.append(Sentence(start, len(text), text[start:]))
    return found


def _goes_on(text: str, start: int, newline: int) -> bool:
    line = text[max(start, text.rfind("\n", 0, newline) + 1) : newline]
    following = text[newline + 1 : newline + 2]
    in_table = "\t" in text[start:newline] or "\t" in text[newline + 1 :].split("\n", 1)[0]
    return len(line) >= WRAPPED and following not in ("", "\n") and not in_table


def tidy(text: str) -> str:
    """A section's text without stray stops at its edges and without empty lines."""
    lines = [line.strip(" \t\u3000\u00a0") for line in text.split("\n")]
    joined = "\n".join(line for line in lines if line.strip(".．。:：#*"))
    joined = re.sub(r"^[.．。:：、，,\s]+", "", joined)
    return re.sub(r"([。！？!?][”’」』）)]*)[\s.．。]+$", r"\1", joined)


def around(text: str, start: int, end: int, reach: int = 300) -> str:
    """The whole sentences that hold text[start:end], as they stand in the text.

    Only what runs on for more than `reach` characters to a side without any stop is cut there.
    """
    left = max(0, start - reach)
    window = text[left : end + reach]
    held = [one for one in sentences(window) if one.end > start - left and one.start < end - left]
    return window[held[0].start : held[-1].end].strip()


def marked(length: int, spans: list[tuple[int, int]]) -> bytearray:
    """One byte a character, 1 inside the spans: each look-up costs the same, however many there are."""
    marks = bytearray(length)
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return marks
