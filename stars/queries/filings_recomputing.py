"""The engine runs again on what a computation had stored, and what was filed is followed back to it."""

from collections.abc import Iterator, Sequence

from django.utils import timezone

from stars.models import Correction, Filing, RatingRun, Result
from stars.queries.standing import corrects, standing
from stars.queries.verify_runs import faults

# What is wrong with a run → the code of the problem.
FAULTS = {"digest": "run", "content": "run", "rows": "result", "levels": "engine"}


def run_problems(run: RatingRun, filing: Filing, results: Sequence[Result]) -> Iterator[tuple[str, str]]:
    """`results`: those of this run."""
    for fault in faults(filing.round, run, sorted(results, key=lambda row: row.entry_id)):
        yield FAULTS[fault], run.category


def filed_problems(
    filing: Filing, runs: Sequence[RatingRun], results: Sequence[Result]
) -> Iterator[tuple[str, str]]:
    """Every level that was filed is the computed one, with what objections had changed until then."""
    made = {run.pk: run for run in runs}
    found = {row.entry_id: row for row in results if row.run_id in made}
    corrections: dict[int, list[Correction]] = {}
    known = {"decided_on__lte": timezone.localdate(filing.filed_at)}
    known |= {"objection__posting__started_at__lte": filing.filed_at}
    rows = Correction.objects.filter(entry__round=filing.round, **known)
    for one in rows.select_related("objection__posting"):
        corrections.setdefault(one.entry_id, []).append(one)
    for row in filing.content["entries"]:
        result = found.get(row["entry"])
        if result is None:
            yield "result", str(row["entry"])
            continue
        mine = [one for one in corrections.get(row["entry"], ()) if corrects(one, made[result.run_id])]
        now = standing(result, mine)
        if (now.level, now.shown, now.explanation) != (row["level"], row["shown"], row["explanation"]):
            yield "result", str(row["entry"])
