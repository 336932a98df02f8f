"""Statistical division codes (GB/T 10114 and the national statistics code list): 12 digits kept as text."""

import re

WIDTHS = {"county": 6, "township": 9, "village": 12}
PARENT_KIND = {"county": None, "township": "county", "village": "township"}


def code_problem(code: str, kind: str, parent_code: str | None) -> str | None:
    """Why the code does not fit, as a stable word; None if it fits.

    A county has six digits and six zeros, a township nine and three zeros, a village twelve;
    each begins with the digits of its parent.
    """
    if not re.fullmatch(r"[0-9]{12}", code):
        return "not_twelve_digits"
    width = WIDTHS[kind]
    if set(code[width:]) - {"0"} or set(code[width - 3 : width]) == {"0"}:
        return "wrong_level"
    parent_kind = PARENT_KIND[kind]
    if parent_kind and (not parent_code or code[: WIDTHS[parent_kind]] != parent_code[: WIDTHS[parent_kind]]):
        return "not_below_parent"
    return None
