"""Where a dossier stands: the submission being read, the verdicts that stand, the proposal that waits."""

from evidence.models import Dossier, Proposal, Publication, Submission, Verdict
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
    """Who signed the dossier off, and what; None before."""
    publication = Publication.objects.select_related("sign_off__signer").filter(dossier=dossier).first()
    return publication.sign_off if publication else None
