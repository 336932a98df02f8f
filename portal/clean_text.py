"""Text that every store and page can hold."""

import re

SURROGATES = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Without NUL, which PostgreSQL refuses, and with � for half characters, which no file or page can hold."""
    return SURROGATES.sub("\ufffd", text.replace("\0", ""))
