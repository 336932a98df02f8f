"""difflib with a meter: its cost is cubic in the worst case, and the texts come from people.

A step is one turn of difflib's inner loops. When the steps are used up a comparison finds nothing more, so the rest
counts as different: linear, and never wrong, only coarser.
"""

from collections import Counter
from difflib import Match, SequenceMatcher
from itertools import accumulate

STEPS = 2_000_000  # about a quarter of a second
ONE_COMPARISON = 100  # what setting up a comparison costs, in steps


class Work:
    """How many steps may still be taken, for one pair of texts."""

    def __init__(self, steps: int = STEPS):
        self.left = steps

    def pays(self, steps: int) -> bool:
        """Take so many steps, or none at all when too few are left."""
        affordable = steps <= self.left
        self.left -= steps if affordable else 0
        return affordable


class Metered(SequenceMatcher):
    """Finds no match that the meter does not pay for."""

    def __init__(self, old, new, work: Work):
        super().__init__(None, old, new, autojunk=False)
        counts = Counter(new)
        self.work = work
        self.costs = [0, *accumulate(1 + counts[part] for part in old)]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        if not self.work.pays(self.costs[ahi] - self.costs[alo]):
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


def common_ends(old, new) -> tuple[int, int]:
    """How many parts are equal at the beginning and, of what is left, at the end."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    most -= head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return head, tail


def opcodes(old, new, work: Work) -> list[tuple[str, int, int, int, int]]:
    """As difflib's, the common ends found first."""
    head, tail = common_ends(old, new)
    old_end, new_end = len(old) - tail, len(new) - tail
    found = Metered(old[head:old_end], new[head:new_end], work).get_opcodes()
    middle = [(tag, a + head, b + head, c + head, d + head) for tag, a, b, c, d in found]
    first = [("equal", 0, head, 0, head)] if head else []
    last = [("equal", old_end, len(old), new_end, len(new))] if tail else []
    return first + middle + last


def alike(old: str, new: str, work: Work, at_least: float) -> float:
    """difflib's ratio, 0 to 1; 0 when it is hopeless to reach `at_least` or no steps are left to find out."""
    length = len(old) + len(new)
    if 2 * min(len(old), len(new)) < at_least * length or not work.pays(ONE_COMPARISON + length):
        return 0.0
    if 2 * (Counter(old) & Counter(new)).total() < at_least * length:
        return 0.0
    head, tail = common_ends(old, new)
    middle = Metered(old[head : len(old) - tail], new[head : len(new) - tail], work)
    return 2 * (head + tail + sum(match.size for match in middle.get_matching_blocks())) / length
