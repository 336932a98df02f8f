"""Whether the results of a round are still what was computed: digests, rows, explanations, levels."""

from collections.abc import Iterator
from dataclasses import dataclass

from stars.digests import plain_digest
from stars.models import RatingRun, Result, Round
from stars.rules.evaluate import evaluate
from stars.rules.plain import from_data
from stars.rules.rating import Outcome, Rated
from stars.rules.replay import verify

UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)  # RatingError and ReplayError are ValueErrors


@dataclass(frozen=True)
class BrokenRun:
    """`what`: "digest" (the stored content was changed), "content" (it does not hold together), "rows" (the results
    differ from it), "levels" (the rulebook gives others)."""

    run: RatingRun
    what: str


def broken_runs(round: Round) -> list[BrokenRun]:
    """Everything of all runs that does not fit; two queries."""
    runs = list(RatingRun.objects.filter(round=round))
    rows: dict[int, list[Result]] = {run.pk: [] for run in runs}
    for result in Result.objects.filter(run__in=rows).order_by("entry_id"):
        rows[result.run_id].append(result)
    return [BrokenRun(run, what) for run in runs for what in faults(round, run, rows[run.pk])]


def faults(round: Round, run: RatingRun, rows: list[Result]) -> Iterator[str]:
    try:
        if plain_digest(run.content) != run.digest or run.content["category"] != run.category:
            yield "digest"
        outcomes = [from_data(Outcome, one) for one in run.content["results"]]
        for outcome in outcomes:
            verify(outcome)
        if stored(rows) != sorted(run.content["results"], key=by_subject):
            yield "rows"
        if levels_again(round, run) != [(one.subject, one.exact, one.level) for one in outcomes]:
            yield "levels"
    except UNREADABLE:
        yield "content"


def by_subject(outcome: dict) -> int:
    return int(outcome["subject"])


def stored(rows: list[Result]) -> list[dict]:
    """The rows in the shape of the run's content."""
    return [
        {
            "subject": str(row.entry_id),
            "exact": row.exact or None,
            "shown": row.shown or None,
            "level": row.level,
            "explanation": row.explanation,
        }
        for row in rows
    ]


def levels_again(round: Round, run: RatingRun) -> list[tuple]:
    entries = [from_data(Rated, one) for one in run.content["entries"]]
    decided = {int(level): chosen for level, chosen in run.content["decided"].items()}
    rating = evaluate(round.version.book.categories[run.category], entries, decided)
    return [(one.subject, one.exact, one.level) for one in rating.outcomes]
