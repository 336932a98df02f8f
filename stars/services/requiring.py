"""Who may: the refusal that every step begins with."""

from stars.errors import NotAllowed


def require(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed
