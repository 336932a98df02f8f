"""The engine runs again on what a computation had stored, and what was filed is followed back to it."""

from collections.abc import Iterator, Sequence

from django.utils import timezone

from stars.digests import plain_digest
from stars.models import Correction, Filing, RatingRun, Result
from stars.queries.standing import corrects, standing
from stars.rules.evaluate import evaluate
from stars.rules.plain import from_data, to_data
from stars.rules.rating import Rated

PARTS = ("results", "ties")


def run_problems(run: RatingRun, category, results: Sequence[Result]) -> Iterator[tuple[str, str]]:
    """`category`: the table of the rulebook that the run rated by."""
    if plain_digest(run.content) != run.digest:
        yield "run", run.category
    elif not computes_again(run, category):
        yield "engine", run.category
    outcomes = {int(one["subject"]): one for one in run.content["results"]}
    if {row.entry_id for row in results} != set(outcomes):
        yield "run", run.category
    for row in results:
        told = outcomes.get(row.entry_id, {})
        if (row.level, row.explanation) != (told.get("level"), told.get("explanation")):
            yield "result", str(row.entry_id)


def computes_again(run: RatingRun, category) -> bool:
    entries = [from_data(Rated, one) for one in run.content["entries"]]
    decided = {int(level): chosen for level, chosen in run.content["decided"].items()}
    again = to_data(evaluate(category, entries, decided))
    return all(again[part] == run.content[part] for part in PARTS)


def filed_problems(
    filing: Filing, runs: Sequence[RatingRun], results: Sequence[Result]
) -> Iterator[tuple[str, str]]:
    """Every level that was filed is the computed one, with what objections had changed until then."""
    made = {run.pk: run.made_at for run in runs}
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
