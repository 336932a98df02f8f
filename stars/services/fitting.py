"""What people type is kept whole or refused, never cut."""

from stars.errors import TooLong


def fitting(text: str, limit: int) -> str:
    """The text without blanks around it. A browser counts a line break once and sends it as two characters."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > limit:
        raise TooLong(limit, len(text))
    return text
