"""What changed from one filing of a round to the next."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One entry: `kind` is added, removed, level, or score (the same level by other points)."""

    kind: str
    name: str
    category: str
    before: int | str | None
    after: int | str | None


def changes(before: dict, after: dict) -> list[Change]:
    """Of two contents; in the order of the newer one, what is no longer reported at the end."""
    old = {row["entry"]: row for row in before["entries"]}
    new = {row["entry"]: row for row in after["entries"]}
    found = [change_of(old.get(key), row) for key, row in new.items()]
    gone = [change_of(row, None) for key, row in old.items() if key not in new]
    return [one for one in (*found, *gone) if one]


def change_of(old: dict | None, new: dict | None) -> Change | None:
    named = new or old
    if old is None or new is None:
        levels = (old["level"] if old else None, new["level"] if new else None)
        return Change("removed" if old else "added", named["name"], named["category"], *levels)
    for kind, field in (("level", "level"), ("score", "shown")):
        if old[field] != new[field]:
            return Change(kind, new["name"], new["category"], old[field], new[field])
    return None
