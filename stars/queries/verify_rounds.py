"""What of all rounds has a digest, computed anew: results, postings, filings with their signatures.

For the command: one run, posting or filing at a time is in memory, however many there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stars.models import Filing, Posting, RatingRun, Result, Round
from stars.queries.filings_verifying import verify_filing
from stars.queries.verify_postings import TEXTS as POSTING_TEXTS
from stars.queries.verify_postings import is_logged, posting_faults
from stars.queries.verify_runs import faults
from stars.rules.loader import book_digest

AT_ONCE = 10
RUN_TEXTS = {
    "rulebook": _("The text of the rulebook does not fit its digest."),
    "digest": _("A computation of results does not fit its digest."),
    "content": _("A computation of results does not hold together."),
    "rows": _("The stored results are not those that were computed."),
    "levels": _("The rulebook applied again to the stored scores gives other levels."),
}


@dataclass(frozen=True)
class Broken:
    """`code` names the fault for programs, `what` the row for the auditor, `text` says it."""

    code: str
    what: str
    text: str

    def __str__(self):
        return f"{self.text} ({self.what})"


@dataclass(frozen=True)
class Checked:
    """One row that was read: `kind` is “runs”, “postings” or “filings”."""

    kind: str
    round: Round
    problems: list[Broken]


def check_rounds() -> Iterator[Checked]:
    yield from check_runs()
    yield from check_postings()
    yield from check_filings()


def check_runs() -> Iterator[Checked]:
    """A query a round, and one a run for its results."""
    rated = Round.objects.filter(pk__in=RatingRun.objects.values("round"))
    related = ("organiser", "version__rulebook")
    for round in rated.select_related(*related).order_by("pk").iterator(chunk_size=AT_ONCE):
        runs = RatingRun.objects.filter(round=round).order_by("category", "number")
        for run in runs.iterator(chunk_size=1):
            yield Checked("runs", round, list(run_problems(round, run)))


def run_problems(round: Round, run: RatingRun) -> Iterator[Broken]:
    """Every run of the round, whether it counts still or not."""
    what, version = f"{run.category} {run.number}", round.version
    if book_digest(version.source) != version.digest:
        yield Broken("rulebook", str(version), str(RUN_TEXTS["rulebook"]))
    rows = list(Result.objects.filter(run=run).order_by("entry_id"))
    for fault in faults(round, run, rows):
        yield Broken(fault, what, str(RUN_TEXTS[fault]))


def check_postings() -> Iterator[Checked]:
    """A query a posting for its log. Those of ten stars are checked with their dossier."""
    postings = Posting.objects.filter(entry=None).select_related("round", "organisation").order_by("pk")
    for posting in postings.iterator(chunk_size=AT_ONCE):
        found = posting_faults(posting, logged=is_logged(posting))
        posting.round.organiser = posting.organisation
        problems = [
            Broken(code, f"{posting.kind} {posting.number}", str(POSTING_TEXTS[code])) for code in found
        ]
        yield Checked("postings", posting.round, problems)


def check_filings() -> Iterator[Checked]:
    related = ("round__organiser", "round__version__rulebook")
    for filing in Filing.objects.select_related(*related).order_by("pk").iterator(chunk_size=1):
        found = [Broken(one.code, f"{filing.number}: {one.what}", one.text) for one in verify_filing(filing)]
        yield Checked("filings", filing.round, found)
