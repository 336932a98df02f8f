"""Text differences that read well in Chinese: by sentence first, then by character inside a sentence."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")
ISLAND = 2  # equal runs shorter than this between two changes are marked too: single characters read badly
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


def diff_text(old: str, new: str) -> tuple[Block, ...]:
    """Blocks in reading order; all old runs joined give `old`, all new runs joined give `new`."""
    before, after = sentences(old), sentences(new)
    blocks: list[Block] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            blocks += [Block("same", (Run(s, False),), (Run(s, False),)) for s in before[a:b]]
        else:
            blocks += _changed(before[a:b], after[c:d])
    return tuple(blocks)


def _changed(before: list[str], after: list[str]) -> list[Block]:
    """Pair sentences that are alike, in order; the rest was taken out or put in."""
    blocks: list[Block] = []
    for sentence in before:
        partner = _partner(sentence, after)
        if partner is None:
            blocks.append(Block("removed", (Run(sentence, True),), ()))
            continue
        blocks += [Block("added", (), (Run(s, True),)) for s in after[:partner]]
        blocks.append(_within(sentence, after[partner]))
        after = after[partner + 1 :]
    return blocks + [Block("added", (), (Run(s, True),)) for s in after]


def _partner(sentence: str, candidates: list[str]) -> int | None:
    ratios = [SequenceMatcher(None, sentence, other, autojunk=False).ratio() for other in candidates[:40]]
    best = max(ratios, default=0.0)
    return ratios.index(best) if best >= ALIKE else None


def _within(old: str, new: str) -> Block:
    left: list[Run] = []
    right: list[Run] = []
    for tag, a, b, c, d in _smoothed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
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
