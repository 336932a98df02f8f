"""Posting between proposal and sign-off, where the rulebook has posting days; the core is stars.services.postings."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from evidence.access import can_review, can_sign
from evidence.errors import Tampered
from evidence.models import Dossier, Proposal
from evidence.posting_errors import POSTING_OBSTACLES, NoPostingHere, NoStarToPost, PostingRequired
from evidence.queries.current import standing_proposal
from evidence.services.four_eyes import require_outsider
from evidence.services.locking import lock_dossier, require
from evidence.services.verifying import require_intact
from evidence.states import DOSSIER_MOVES, DossierState
from stars.digests import plain_digest
from stars.errors import Stale
from stars.models import Posting
from stars.moves import move
from stars.posting_errors import DownAlready, NotInForce, PostingRuns
from stars.queries.posting_drafts import drafted
from stars.queries.postings import obstacles, postings_of
from stars.services.postings import lock_posting, put_up, take_down
from stars.services.receiving import Receipt, Said, note

STARS = Posting.Kind.STARS


@transaction.atomic
def post_proposal(*, actor, dossier_id: int, digest: str) -> Posting:
    """Reviewer or approver puts up the stars of exactly the proposal that was read."""
    dossier = _of_outsider(actor, dossier_id, can_review, can_sign)
    if not dossier.entry.round.table.posting_days:
        raise NoPostingHere
    proposal = standing_proposal(dossier)
    if proposal.digest != digest:
        raise Stale
    if not proposal.stars:
        raise NoStarToPost
    newest = newest_posting(dossier)
    if dossier.state == DossierState.POSTED and newest is not None:
        raise PostingRuns(newest)
    require_intact(dossier)
    move(dossier, DOSSIER_MOVES, "post", actor=actor)
    entry = dossier.entry
    said = star_content(proposal, entry.round.table)
    posting = drafted(entry.round, dossier.village, STARS, said, [entry.round.table], entry)
    return put_up(posting, actor=actor)


def _of_outsider(actor, dossier_id: int, *rules) -> Dossier:
    """The dossier, locked, for somebody of the township who is not of the village."""
    dossier = lock_dossier(dossier_id)
    require(any(rule(actor, dossier) for rule in rules))
    require_outsider(actor, dossier)
    return dossier


def star_content(proposal: Proposal, table) -> dict:
    """The proposal's digest, and the titles of its stars in the order of the book."""
    stars = [{"key": one.key, "title": one.title} for one in table.dimensions if one.key in proposal.stars]
    return {"proposal": proposal.digest, "stars": stars}


def newest_posting(dossier: Dossier) -> Posting | None:
    return postings_of(dossier.entry.round, STARS, dossier.entry).first()


def signing_step(dossier: Dossier, proposal: Proposal) -> str:
    """Where the rulebook has posting days, only what was posted its whole time, without an open objection, is signed.
    Where no star is won nothing becomes public, so nothing is posted."""
    if not dossier.entry.round.table.posting_days or not proposal.stars:
        return "sign_off"
    found = obstacles(dossier.entry.round, STARS, dossier.entry)
    if found:
        raise PostingRequired(POSTING_OBSTACLES[found[0]])
    posting = newest_posting(dossier)
    if plain_digest(posting.content) != posting.digest or posting.content["proposal"] != proposal.digest:
        raise Tampered
    return "sign_off_posted"


def come_down(dossier: Dossier, *, actor) -> None:
    """With its proposal; call inside the step that sends it back, with the dossier locked."""
    newest = newest_posting(dossier)
    if newest is not None and newest.taken_down_on is None:
        take_down(lock_posting(newest.pk), _("The proposal was sent back to the reviewer."), actor=actor)


@transaction.atomic
def take_star_posting_down(*, actor, dossier_id: int, posting_id: int, reason: str) -> Posting:
    """The approver, before the end of the posting or before the sign-off; the proposal can be posted anew."""
    dossier = _of_outsider(actor, dossier_id, can_sign)
    posting = lock_posting(postings_of(dossier.entry.round, STARS, dossier.entry).get(pk=posting_id).pk)
    if dossier.state != DossierState.POSTED or posting.taken_down_on is not None:
        raise DownAlready
    take_down(posting, reason, actor=actor)
    move(dossier, DOSSIER_MOVES, "unpost", actor=actor, reason=reason)
    return posting


@transaction.atomic
def enter_star_objection(
    *, actor, dossier_id: int, posting_id: int, channel: str, received_on: datetime.date, said: Said
) -> Receipt:
    """A call or a paper that reached the township while the posting ran; noted later only until the sign-off."""
    dossier = _of_outsider(actor, dossier_id, can_review, can_sign)
    posting = lock_posting(postings_of(dossier.entry.round, STARS, dossier.entry).get(pk=posting_id).pk)
    if dossier.state != DossierState.POSTED:
        raise NotInForce
    return note(posting, said, channel, received_on, actor=actor)
