"""One-time codes for slips and receipts: 80 random bits on paper, of which the server keeps a SHA-256 only. Pure."""

import hashlib
import secrets
import unicodedata

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 and O, no 1 and I
CHARACTERS, GROUP = 16, 4
LONGEST_ENDING = 12  # as many as the largest key of a table needs
READ_AS = str.maketrans("1I", "LL")  # what somebody reads where an L is printed


def new_code() -> str:
    """Four groups of four, such as 7KQM-2VXA-HT9P-WZ4C."""
    return in_groups("".join(secrets.choice(ALPHABET) for _ in range(CHARACTERS)))


def in_groups(bare: str) -> str:
    return "-".join(bare[start : start + GROUP] for start in range(0, len(bare), GROUP))


def bare_code(code: str) -> str:
    """As it was printed, however it was typed: small or full-width letters, with blanks and dashes of any kind."""
    plain = unicodedata.normalize("NFKC", code).upper()
    return "".join(letter for letter in plain if letter.isalnum()).translate(READ_AS)


def code_digest(code: str) -> str:
    """What the server keeps of a code: 64 hexadecimal digits, the same however the code was typed."""
    return hashlib.sha256(bare_code(code).encode()).hexdigest()


def numbered_code(number: int) -> str:
    """A code that also says to which meeting it belongs: the same ending on every slip of that meeting."""
    ending = ""
    while number or not ending:
        number, place = divmod(number, len(ALPHABET))
        ending = ALPHABET[place] + ending
    return f"{new_code()}-{ending}"


def number_of(code: str) -> int | None:
    """The number that `numbered_code` wrote; None where it cannot be such a code."""
    ending = bare_code(code)[CHARACTERS:]
    if not ending or len(ending) > LONGEST_ENDING or set(ending) - set(ALPHABET):
        return None
    number = 0
    for letter in ending:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    return number
