"""Refusals around slips and votes."""

from django.utils.translation import gettext_lazy as _

from stars.errors import BadInput, Refusal, WrongState


class SlipNumber(BadInput):
    code = "slip_number"

    def __init__(self, most: int):
        super().__init__(_("Between 1 and %(most)s slips can be printed at a time.") % {"most": most})


class MoreSlipsThanPresent(BadInput):
    """Slips that are out, used or not, against people in the room: whoever prints could vote with the spare ones."""

    code = "more_slips_than_present"

    def __init__(self, slips: int, present: int):
        told = {"slips": slips, "present": present}
        super().__init__(
            _(
                "That would be %(slips)s slips for %(present)s people entered as present. Print no more than one for "
                "each person; if slips got lost or were printed badly, tick that the unused ones are void. If people "
                "left, tear up their slips and enter who stayed when you close the vote."
            )
            % told
        )


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
