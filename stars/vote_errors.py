"""Refusals around slips and votes."""

from django.utils.translation import gettext_lazy as _

from stars.errors import BadInput, Refusal, WrongState


class SlipNumber(BadInput):
    code = "slip_number"

    def __init__(self, most: int):
        super().__init__(_("Between 1 and %(most)s slips can be printed at a time.") % {"most": most})


class UnknownSlip(BadInput):
    code = "unknown_slip"
    message = _("No slip has this code. Compare it with the slip, letter by letter, and type it again.")


class AlreadyVoted(Refusal):
    code = "already_voted"
    message = _("The vote with this slip was counted, once. Nothing more is to be done.")


class VoteOver(WrongState):
    code = "vote_over"
    message = _(
        "This vote is over. What was cast before its end was counted; this slip is worth nothing now."
    )


class MoreBallotsThanPresent(BadInput):
    """Ballots in the box against people in the room."""

    code = "more_ballots_than_present"

    def __init__(self, ballots: int, present: int):
        told = {"ballots": ballots, "present": present}
        super().__init__(
            _(
                "%(ballots)s ballots were cast, but only %(present)s people are entered as present. Count the people "
                "again; if it stays so, declare the meeting void and vote anew."
            )
            % told
        )
