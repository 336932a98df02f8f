"""The results that stand: the newest run of each category, and what upheld objections changed since."""

from dataclasses import dataclass

from stars.models import Correction, Entry, RatingRun, Result, Round

CARRIED = "carried"  # in a run's content: receipts of the corrections that it took over from the run before


@dataclass(frozen=True)
class StandingResult:
    """One entry's result now. `level`: after corrections; `explanation`: plain steps, a correction's step last."""

    entry: Entry
    exact: str
    shown: str
    level: int | None
    explanation: list[dict]


def newest_runs(round: Round) -> dict[str, RatingRun]:
    """Category → its newest run."""
    return {run.category: run for run in RatingRun.objects.filter(round=round).order_by("number")}


def standing_results(round: Round) -> list[StandingResult]:
    """In the order of the subjects; three queries."""
    runs = {run.pk: run for run in newest_runs(round).values()}
    found = Result.objects.filter(run__in=runs).select_related("entry__subject")
    corrections: dict[int, list[Correction]] = {}
    for row in Correction.objects.filter(entry__round=round).select_related("objection__posting"):
        corrections.setdefault(row.entry_id, []).append(row)
    order = (
        "entry__subject__category",
        "entry__subject__group",
        "entry__subject__number",
        "entry__subject__name",
    )
    return [
        standing(row, [one for one in corrections.get(row.entry_id, ()) if corrects(one, runs[row.run_id])])
        for row in found.order_by(*order, "entry_id")
    ]


def corrects(correction: Correction, run: RatingRun) -> bool:
    """A correction belongs to the run that was posted, and to later ones that took it over (stars.queries.carrying)."""
    objection = correction.objection
    return objection.posting.started_at >= run.made_at or objection.receipt in run.content.get(CARRIED, ())


def standing(result: Result, corrections: list[Correction]) -> StandingResult:
    level, steps = result.level, list(result.explanation)
    for row in corrections:
        steps.append(objection_step(row, level))
        level = row.level
    return StandingResult(result.entry, result.exact, result.shown, level, steps)


def objection_step(correction: Correction, before: int | None) -> dict:
    """A correction as a step of the explanation, in the shape of the engine's own. `before`: of the results that it
    corrects now; of those that were posted then it may have been another."""
    detail = {"receipt": correction.objection.receipt, "reason": correction.reason}
    return {
        "step": "objection",
        "before": before,
        "after": correction.level,
        "article": None,
        "detail": detail,
    }
