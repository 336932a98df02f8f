"""Equal scores across the edge of a cap: what waits for the leading group, and what it decided."""

from dataclasses import dataclass

from stars.models import Entry, RatingRun, Round
from stars.queries.standing import newest_runs


@dataclass(frozen=True)
class OpenTie:
    """Of `entries` only `places` may have `level`; nobody in it has a level until people decided."""

    category: str
    level: int
    places: int
    entries: tuple[Entry, ...]


def undecided_ties(round: Round) -> list[OpenTie]:
    """Of the newest run of each category, the highest level first; nothing is posted or filed before. Two queries."""
    rows = [(run, tie) for run in newest_runs(round).values() for tie in highest_first(run)]
    wanted = {int(subject) for _run, tie in rows for subject in tie["subjects"]}
    found = {
        entry.pk: entry
        for entry in Entry.objects.filter(round=round, pk__in=wanted).select_related("subject")
    }
    return [
        OpenTie(run.category, tie["level"], tie["places"], named(found, tie["subjects"])) for run, tie in rows
    ]


def highest_first(run: RatingRun) -> list[dict]:
    return sorted(run.content["ties"], key=lambda tie: -tie["level"])


def named(found: dict[int, Entry], subjects: list[str]) -> tuple[Entry, ...]:
    """In the order in which the round took them in."""
    return tuple(found[key] for key in sorted(int(subject) for subject in subjects))
