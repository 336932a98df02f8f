"""Recomputing every digest of a dossier from what is stored, and comparing the public copies with it.

At a fixed number of queries and without opening a file: steps and pages may ask. The bytes are read by
evidence.queries.verifying_files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from evidence.canonical import digest_of
from evidence.covered import KIND, decision_content, proposal_content
from evidence.models import Dossier, Proposal, Submission
from evidence.queries.current import standing_verdicts
from evidence.queries.verifying_copies import publication_problems
from evidence.queries.verifying_rows import file_row_problems
from evidence.states import DossierState
from stars.actions import Action
from stars.digests import plain_digest
from stars.models import Event, Posting, SignOff
from stars.queries.verify_postings import posting_faults
from stars.rules.loader import book_digest

TEXTS = {
    "rulebook": _("The text of the rulebook does not fit its digest."),
    "submission": _("The submission does not fit its digest, or is missing."),
    "log": _("The log of steps names no such digest."),
    "proposal": _("The proposal does not fit its digest, its submission or its verdicts."),
    "sign_off": _("The sign-off does not name exactly what was proposed and submitted."),
    "awards": _("The stars awarded are not those that were signed."),
    "copy": _("What the public reads is not what was signed."),
    "posting": _("What was posted is not what was put up."),
    "file": _("A file that a submission names is missing or is another one."),
    "public_file": _("A public picture is missing or is another one."),
}
LOGGED = (Action.SUBMITTED, Action.PROPOSED, Action.POSTED, Action.SIGNED_OFF, Action.RELEASED)


@dataclass(frozen=True)
class Problem:
    """`code` is a key of TEXTS; `what` names the row or file for the auditor."""

    code: str
    what: str

    def __str__(self):
        return f"{TEXTS[self.code]} ({self.what})"


@dataclass(frozen=True)
class Records:
    """What is stored of a dossier; each part is read once."""

    dossier: Dossier

    @cached_property
    def submissions(self) -> list[Submission]:
        return list(self.dossier.submissions.order_by("number"))

    @cached_property
    def proposals(self) -> list[Proposal]:
        return list(
            Proposal.objects.filter(submission__dossier=self.dossier)
            .select_related("submission")
            .order_by("pk")
        )

    @cached_property
    def events(self) -> list[Event]:
        return list(Event.objects.filter(entry_id=self.dossier.entry_id, action__in=LOGGED))

    @cached_property
    def sign_offs(self) -> list[SignOff]:
        digests = [proposal.digest for proposal in self.proposals]
        return list(SignOff.objects.filter(kind=KIND, digest__in=digests)) if digests else []

    @property
    def standing(self) -> Proposal | None:
        """The proposal that waits for a signature or has it."""
        waiting = [one for one in self.proposals if one.declined_at is None]
        return waiting[-1] if waiting else None

    def logged(self, action: str) -> set[str]:
        return {event.data.get("digest", "") for event in self.events if event.action == action}


def verify(dossier: Dossier) -> list[Problem]:
    """Everything but the bytes of files; empty if all fits. `dossier` with entry, round and rulebook."""
    records = Records(dossier)
    found = [*submission_problems(records), *proposal_problems(records), *sign_off_problems(records)]
    found += posting_problems(records)
    found += [("file", what) for what in file_row_problems(records.submissions)]
    version = dossier.entry.round.version
    if book_digest(version.source) == version.digest:
        found += publication_problems(records)
    else:  # and the book cannot be asked for its stars
        found.append(("rulebook", str(version)))
    return [Problem(code, what) for code, what in found]


def submission_problems(records: Records) -> Iterator[tuple[str, str]]:
    logged = records.logged(Action.SUBMITTED)
    for number, submission in enumerate(records.submissions, start=1):
        if submission.number != number or not submission_fits(submission, records.dossier):
            yield "submission", str(submission.number)
        if submission.digest not in logged:
            yield "log", submission.digest
    if len(logged) > len(records.submissions):
        yield "submission", str(len(records.submissions) + 1)


def submission_fits(submission: Submission, dossier: Dossier) -> bool:
    """The digest follows from content and salts, and the content names this very dossier."""
    content = submission.content
    try:
        about = (content["number"], content["village"]["code"], content["rulebook"])
        digest = digest_of(content, submission.salts)
    except (KeyError, TypeError, AttributeError):
        return False
    expected = (submission.number, dossier.village.code, dossier.entry.round.version.digest)
    return digest == submission.digest and about == expected


def proposal_problems(records: Records) -> Iterator[tuple[str, str]]:
    logged = records.logged(Action.PROPOSED)
    for proposal in records.proposals:
        if not proposal_fits(proposal):
            yield "proposal", proposal.digest
        if proposal.digest not in logged:
            yield "log", proposal.digest
    standing = records.standing
    if standing is None:
        return
    verdicts = standing_verdicts(records.dossier)
    again = proposal_content(standing.submission, verdicts, standing.stars, standing.note)
    if again != standing.content or standing.submission_id != records.submissions[-1].pk:
        yield "proposal", standing.digest


def proposal_fits(proposal: Proposal) -> bool:
    content = proposal.content
    try:
        told = (content["submission"], content["stars"], content["note"])
        digest = plain_digest(content)
    except (KeyError, TypeError):
        return False
    return digest == proposal.digest and told == (proposal.submission.digest, proposal.stars, proposal.note)


def posting_problems(records: Records) -> Iterator[tuple[str, str]]:
    logged = records.logged(Action.POSTED)
    for posting in Posting.objects.filter(entry=records.dossier.entry_id):
        for code in posting_faults(posting, logged=posting.digest in logged):
            yield code, posting.digest if code == "log" else str(posting.number)


def sign_off_problems(records: Records) -> Iterator[tuple[str, str]]:
    """Signed once, on the proposal that stands, exactly when the dossier is signed."""
    signed = records.dossier.state == DossierState.SIGNED
    standing = records.standing
    expected = [standing.digest] if signed and standing else []
    if [one.digest for one in records.sign_offs] != expected or (signed and not standing):
        yield "sign_off", expected[0] if expected else str(records.dossier.pk)
    for one in records.sign_offs:
        if standing is None or not sign_off_fits(one, standing):
            yield "sign_off", one.digest
        if one.digest not in records.logged(Action.SIGNED_OFF):
            yield "log", one.digest
    won = sorted(records.dossier.entry.awards.values_list("dimension", flat=True))
    if won != (sorted(standing.stars) if signed and standing else []):
        yield "awards", "、".join(won)


def sign_off_fits(signed: SignOff, proposal: Proposal) -> bool:
    """Recomputed from the row's own fields, so that neither they nor `decision` can drift apart."""
    released = signed.decision.get("released") or []
    again = decision_content(proposal, signed.signer_id, released, signed.note)
    people = (signed.submitted_by_id, signed.proposed_by_id)
    named = (proposal.submission.submitted_by_id, proposal.proposed_by_id)
    return again == signed.decision and plain_digest(again) == signed.seal and people == named
