"""The name a file shows under. It is text only: no file on the disk is ever named by it."""

import unicodedata

from evidence.intake.faults import Fault

MAX_NAME = 200
LONGEST_EXTENSION = 10
# Joiners inside a word are spelling in some scripts; every other format character only hides or reverses.
JOINERS = "\u200c\u200d"
DROPPED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
AWKWARD = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def clean_name(name: str) -> str:
    """At most 200 characters without path, control or direction characters, in NFC; the extension is kept.

    Raises Fault("name_bad") when nothing is left before the extension.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if sign in JOINERS or unicodedata.category(sign) not in DROPPED)
    shown = " ".join(unicodedata.normalize("NFC", shown).translate(AWKWARD).split()).rstrip(" .")
    stem, dot, extension = shown.rpartition(".")
    if not dot or len(extension) > LONGEST_EXTENSION:
        stem, dot, extension = shown, "", ""
    stem = stem[: MAX_NAME - len(dot + extension)].rstrip()
    if not stem.strip(". "):
        raise Fault("name_bad")
    return stem + dot + extension


def extension_of(name: str) -> str:
    """The extension in lower case without its dot, or nothing."""
    return name.rpartition(".")[2].lower() if "." in name else ""
