"""Where a dossier stands: the submission being read, the verdicts that stand, the proposal that waits."""

from evidence.covered import KIND
from evidence.models import Dossier, Proposal, Submission, Verdict
from evidence.states import DossierState
from stars.errors import WrongState
from stars.models import SignOff


def current_submission(dossier: Dossier) -> Submission:
    """The submission that the township is reading; none yet raises WrongState."""
    submission = dossier.submissions.order_by("-number").first()
    if submission is None:
        raise WrongState
    return submission


def standing_verdicts(dossier: Dossier) -> dict[str, Verdict]:
    """The newest verdict on each section: those of unchanged sections stand from earlier submissions."""
    rows = Verdict.objects.filter(section__dossier=dossier).select_related(
        "section", "reviewer", "submission"
    )
    return {row.section.dimension: row for row in rows.order_by("submission__number")}


def standing_proposal(dossier: Dossier) -> Proposal:
    """The proposal that waits for a decision; raises WrongState if there is none."""
    proposal = Proposal.objects.filter(submission__dossier=dossier, declined_at=None).order_by("-pk").first()
    if proposal is None or dossier.state not in (DossierState.PROPOSED, DossierState.POSTED):
        raise WrongState
    return proposal


def current_sign_off(dossier: Dossier) -> SignOff | None:
    """Who signed the dossier off, and what; None before. A dossier without a star has one too."""
    digests = Proposal.objects.filter(submission__dossier=dossier, declined_at=None).values("digest")
    return SignOff.objects.select_related("signer").filter(kind=KIND, digest__in=digests).first()
