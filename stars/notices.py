"""What a posting says: plain content that is frozen and covered by its digest. Names are masked here and nowhere later.

`tables`, in the order of the book, each with its rows in the order of the subjects, never by level: a posting is no
ranking. A row is {"entry", "name", "group", "level"}, and "kind" for a target. `group` only tells apart two that look
alike. `salt` keeps whoever knows the digest alone from guessing a short list.
"""

import secrets
from collections import Counter
from collections.abc import Iterable

from stars.masking import mask_subject

FORMAT = 1
LOWEST_POSTED = 1  # 0 stars, and who is not rated, are never public


def frame(round, village, kind: str, period: dict) -> dict:
    """What every posting says of itself; `period`: starts_on, ends_on, days and unit as plain values."""
    book = {"title": round.version.book.title, "digest": round.version.digest}
    about = {"title": round.title, "year": round.year, "half": round.half}
    place = {"code": village.code, "name": village.name}
    content = {"format": FORMAT, "kind": kind, "village": place, "round": about, "book": book}
    return content | period | {"salt": secrets.token_hex(16)}


def tables(categories, rows: Iterable[tuple[str, dict]]) -> list[dict]:
    """`rows`: (category key, row), in the order in which they are to stand; empty tables are left out."""
    found: dict[str, list[dict]] = {}
    for key, row in rows:
        found.setdefault(key, []).append(row)
    return [
        {"key": key, "title": table.title, "rows": told_apart(found[key])}
        for key, table in categories.items()
        if key in found
    ]


def told_apart(rows: list[dict]) -> list[dict]:
    alike = Counter(row["name"] for row in rows)
    return [row | {"group": row["group"] if alike[row["name"]] > 1 else ""} for row in rows]


def row_of(entry, level: int, **more) -> tuple[str, dict]:
    subject = entry.subject
    row = {"entry": entry.pk, "name": mask_subject(subject), "group": subject.group, "level": level}
    return subject.category, row | more


def result_rows(results) -> list[tuple[str, dict]]:
    """Of StandingResults: only levels that are posted."""
    return [row_of(one.entry, one.level) for one in results if (one.level or 0) >= LOWEST_POSTED]


def target_rows(targets) -> list[tuple[str, dict]]:
    return [row_of(one.entry, one.level, kind=one.kind) for one in targets]


def rows_in(content: dict) -> list[dict]:
    return [row for table in content.get("tables", ()) for row in table["rows"]]
