"""Texts of the list of subjects: no numbers that identify a person. Pure."""

import re
import unicodedata

# An ID, phone or card number has eleven digits and more; names and household numbers have not.
LONG_NUMBER = re.compile(r"\d(?:[ \-]?\d){10,}[\dXx]?")
UNWANTED_HEADINGS = ("身份证", "证件", "住址", "地址", "出生", "生日", "电话", "手机", "银行卡")


def long_number(text: str) -> str:
    """The number in it that looks like one of a person, "" if there is none."""
    found = LONG_NUMBER.search(unicodedata.normalize("NFKC", text))
    return found.group() if found else ""


def unwanted_heading(text: str) -> bool:
    """A column of what is never kept of a person: ID number, address, day of birth, phone, card."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return any(word in plain for word in UNWANTED_HEADINGS)
