"""How much of a text came and went, without comparing it word by word."""


def changed_lengths(old: str, new: str) -> tuple[int, int]:
    """Characters put in and taken out; all of the stretch between the first and the last difference counts."""
    shorter = min(len(old), len(new))
    before = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - before
    behind = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return len(new) - before - behind, len(old) - before - behind
