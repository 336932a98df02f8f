"""Text differences that read well in Chinese: by sentence first, then by character inside a sentence.

The work is counted (`evidence.text.matching`): whatever two texts are, they are compared in a moment. Where the count
is used up, what has not been compared yet is shown as taken out and put in.
"""

import re
from dataclasses import dataclass

from evidence.text.matching import Work, alike, opcodes

SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")
ISLAND = 2  # equal runs shorter than this between two changes are marked too: single characters read badly
CANDIDATES = 40  # so many following sentences are looked at for a partner
ALIKE = 0.35  # below this two sentences are one taken out and one put in, not one changed


@dataclass(frozen=True)
class Run:
    """A piece of text; `mark` where it differs."""

    text: str
    mark: bool


@dataclass(frozen=True)
class Block:
    """`kind`: same, changed, added or removed; joined runs give the sentence back."""

    kind: str
    old: tuple[Run, ...]
    new: tuple[Run, ...]


def sentences(text: str) -> list[str]:
    return SENTENCE.findall(text)


def diff_text(old: str, new: str, work: Work | None = None) -> tuple[Block, ...]:
    """Blocks in reading order; all old runs joined give `old`, all new runs joined give `new`."""
    work = work or Work()
    before, after = sentences(old), sentences(new)
    blocks: list[Block] = []
    for tag, a, b, c, d in opcodes(before, after, work):
        if tag == "equal":
            blocks += [Block("same", (Run(s, False),), (Run(s, False),)) for s in before[a:b]]
        else:
            blocks += _changed(before[a:b], after[c:d], work)
    return tuple(blocks)


def _changed(before: list[str], after: list[str], work: Work) -> list[Block]:
    """Pair sentences that are alike, in order; the rest was taken out or put in."""
    blocks: list[Block] = []
    start = 0
    for sentence in before:
        partner = _partner(sentence, after[start : start + CANDIDATES], work)
        if partner is None:
            blocks.append(Block("removed", (Run(sentence, True),), ()))
            continue
        blocks += [Block("added", (), (Run(s, True),)) for s in after[start : start + partner]]
        blocks.append(_within(sentence, after[start + partner], work))
        start += partner + 1
    return blocks + [Block("added", (), (Run(s, True),)) for s in after[start:]]


def _partner(sentence: str, candidates: list[str], work: Work) -> int | None:
    best, partner = 0.0, None
    for position, other in enumerate(candidates):
        ratio = alike(sentence, other, work, at_least=max(best, ALIKE))
        if ratio >= ALIKE and ratio > best:
            best, partner = ratio, position
    return partner


def _within(old: str, new: str, work: Work) -> Block:
    left: list[Run] = []
    right: list[Run] = []
    for tag, a, b, c, d in _smoothed(opcodes(old, new, work)):
        _extend(left, old[a:b], tag != "equal")
        _extend(right, new[c:d], tag != "equal")
    return Block("changed", tuple(left), tuple(right))


def _smoothed(opcodes):
    """Equal islands of one character between two changes count as changed."""
    last = len(opcodes) - 1
    for position, (tag, a, b, c, d) in enumerate(opcodes):
        island = tag == "equal" and b - a < ISLAND and 0 < position < last
        yield ("replace" if island else tag), a, b, c, d


def _extend(runs: list[Run], text: str, mark: bool) -> None:
    if not text:
        return
    if runs and runs[-1].mark == mark:
        runs[-1] = Run(runs[-1].text + text, mark)
    else:
        runs.append(Run(text, mark))
