"""What a proposal and a sign-off cover, as plain content with one digest each. Pure.

Every content carries its format's number: whoever recomputes an old digest knows how it was made.
"""

from collections.abc import Iterable

FORMAT = 2
KIND = "ten_star_proposal"


def proposal_content(submission, verdicts: dict, stars: list[str], note: str) -> dict:
    """`verdicts`: star → the Verdict that stands."""
    told = {
        key: {"outcome": row.outcome, "note": row.note, "submission": row.submission.number}
        for key, row in verdicts.items()
    }
    content = {"format": FORMAT, "submission": submission.digest, "verdicts": told}
    return content | {"stars": list(stars), "note": note}


def decision_content(proposal, signer_id: int, released: Iterable[str], note: str) -> dict:
    """What one person signed: the proposal that was read, by whom it came, the stars released, the note."""
    content = {"format": FORMAT, "proposal": proposal.digest, "signer": signer_id}
    content |= {"proposed_by": proposal.proposed_by_id, "submitted_by": proposal.submission.submitted_by_id}
    return content | {"released": sorted(released), "note": note}
