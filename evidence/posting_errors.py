"""Refusals around the posting of a proposal."""

from django.utils.translation import gettext_lazy as _

from stars.errors import Refusal, WrongState
from stars.queries.postings import NOT_POSTED, OBJECTIONS_UNDECIDED, POSTING_RUNS

POSTING_OBSTACLES = {
    NOT_POSTED: _("The proposal is not posted. Post it first; after its last day it can be signed."),
    POSTING_RUNS: _("The proposal is still posted. After the last day of the posting it can be signed."),
    OBJECTIONS_UNDECIDED: _(
        "An objection has no answer yet. When every objection is decided, it can be signed."
    ),
}


class PostingRequired(WrongState):
    code = "posting_required"


class NoPostingHere(Refusal):
    code = "no_posting_here"
    message = _("The rulebook of this round has no posting before the sign-off.")


class NoStarToPost(Refusal):
    code = "no_star_to_post"
    message = _(
        "No star is proposed, so nothing becomes public and nothing is posted. It can be signed as it is."
    )
