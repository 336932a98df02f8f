"""Recomputing a filing from what is stored: digests, the engine's results, the log, and the signature.

At a fixed number of queries: steps and pages may ask.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from stars.actions import Action
from stars.digests import plain_digest
from stars.filed import KIND, decision_content, filing_digest, names_fit
from stars.models import Award, Event, Filing, Posting, RatingRun, Result, SignOff
from stars.queries.filings_recomputing import filed_problems, run_problems
from stars.queries.verify_postings import posting_fits
from stars.rules.loader import book_digest

TEXTS = {
    "rulebook": _("The text of the rulebook, or what was accepted of its warnings, is not what was filed."),
    "filing": _("The filing does not fit its digest."),
    "log": _("The log of steps names no such digest."),
    "run": _("A computation of the results does not fit its digest, or is missing."),
    "engine": _("The rulebook applied again to the stored scores gives other levels."),
    "result": _("A level that was filed is not the one that was computed and decided."),
    "posting": _("A posting named in the filing does not fit its digest, or is missing."),
    "sign_off": _("The signature does not name exactly what was filed and checked."),
    "awards": _("The levels in force are not those that were signed."),
}
LOGGED = {"filed": Action.FILED, "accepted": Action.FILING_ACCEPTED}


@dataclass(frozen=True)
class Problem:
    """`code` is a key of TEXTS; `what` names the row for the auditor."""

    code: str
    what: str

    @property
    def text(self) -> str:
        return str(TEXTS[self.code])

    def __str__(self):
        return f"{self.text} ({self.what})"


@dataclass(frozen=True)
class Records:
    """What is stored around a filing; each part is read once."""

    filing: Filing

    @cached_property
    def runs(self) -> dict[tuple[str, int], RatingRun]:
        return {(run.category, run.number): run for run in RatingRun.objects.filter(round=self.filing.round)}

    @cached_property
    def results(self) -> list[Result]:
        return list(Result.objects.filter(run__round=self.filing.round).select_related("entry"))

    @cached_property
    def postings(self) -> dict[int, Posting]:
        kind = Posting.Kind.RESULTS
        return {row.number: row for row in Posting.objects.filter(round=self.filing.round, kind=kind)}

    @cached_property
    def sign_off(self) -> SignOff | None:
        return SignOff.objects.filter(kind=KIND, digest=self.filing.digest).first()

    @cached_property
    def logged(self) -> set[tuple[str, str]]:
        rows = Event.objects.filter(round_id=self.filing.round_id, action__in=LOGGED.values())
        return {(row.action, row.data.get("digest", "")) for row in rows}


def verify_filing(filing: Filing) -> list[Problem]:
    """Empty if all fits. `filing` with round and version."""
    records = Records(filing)
    try:
        found = [problem for part in PARTS for problem in part(records)]
    except (KeyError, TypeError, AttributeError, ValueError):  # the content is not of this shape at all
        found = [("filing", str(filing.number))]
    return [Problem(code, what) for code, what in found]


def own_problems(records: Records) -> Iterator[tuple[str, str]]:
    filing, content = records.filing, records.filing.content
    about = (content["number"], content["note"], content["rulebook"]["digest"], content["village"]["code"])
    round_ = filing.round
    expected = (filing.number, filing.note, round_.version.digest, round_.organiser.code)
    if filing_digest(content) != filing.digest or not names_fit(content) or about != expected:
        yield "filing", str(filing.number)
    if (LOGGED["filed"], filing.digest) not in records.logged:
        yield "log", filing.digest
    version = round_.version
    accepted = content["rulebook"]["accepted"] == version.accepted
    if book_digest(version.source) != version.digest or not accepted:
        yield "rulebook", str(version)


def run_problems_of(records: Records) -> Iterator[tuple[str, str]]:
    """The runs are those that the filing names, and the rulebook still gives the same levels."""
    filing, named_runs = records.filing, []
    for key, named in filing.content["runs"].items():
        run = records.runs.get((key, named["number"]))
        if run is None or run.digest != named["digest"]:
            yield "run", key
            continue
        named_runs.append(run)
        yield from run_problems(run, filing, [one for one in records.results if one.run_id == run.pk])
    yield from filed_problems(filing, named_runs, records.results)


def posting_problems(records: Records) -> Iterator[tuple[str, str]]:
    for named in records.filing.content["postings"]:
        posting = records.postings.get(named["number"])
        if posting is None or posting.digest != named["digest"] or not posting_fits(posting):
            yield "posting", str(named["number"])


def sign_off_problems(records: Records) -> Iterator[tuple[str, str]]:
    """Nothing, as long as nobody has signed."""
    filing, signed = records.filing, records.sign_off
    if signed is None:
        return
    again = decision_content(filing, signed.signer_id, signed.note)
    people = (signed.submitted_by_id, signed.proposed_by_id)
    if again != signed.decision or plain_digest(again) != signed.seal or people != parties(filing):
        yield "sign_off", signed.digest
    if (LOGGED["accepted"], filing.digest) not in records.logged:
        yield "log", signed.digest
    won = sorted(Award.objects.filter(sign_off=signed).values_list("entry_id", "level"))
    if won != sorted((row["entry"], row["level"]) for row in filing.content["entries"] if row["level"]):
        yield "awards", signed.digest


def parties(filing: Filing) -> tuple[int, int | None]:
    return filing.filed_by_id, filing.checked_by_id


PARTS = (own_problems, run_problems_of, posting_problems, sign_off_problems)
