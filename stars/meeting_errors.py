"""Refusals around meetings and counters' sheets."""

from django.utils.translation import gettext_lazy as _

from stars.errors import BadInput, Refusal, WrongState


class MeetingBegun(WrongState):
    code = "meeting_begun"
    message = _("This meeting has begun, so its plan stands. Declare it void and plan another one.")


class MeetingNotOpen(WrongState):
    code = "meeting_not_open"
    message = _("This meeting is not being held. Begin it first; a closed or void one takes nothing more.")


class ClosedAlready(WrongState):
    code = "closed_already"
    message = _("This meeting is closed already; its count stands and was not made twice.")


class NoCategory(BadInput):
    code = "no_category"
    message = _("Choose at least one category to be assessed.")


class KindNotInBook(BadInput):
    """The rulebook has other meetings for this category."""

    code = "kind_not_in_book"

    def __init__(self, category: str, kinds: str):
        told = {"category": category, "kinds": kinds}
        super().__init__(
            _("By the rulebook %(category)s is assessed by: %(kinds)s. Choose one of these.") % told
        )


class WrongMode(BadInput):
    code = "wrong_mode"
    message = _("A branch nominates and does not vote; any other meeting votes. Choose the way that fits.")


class NoHands(BadInput):
    code = "no_hands"
    message = _(
        "The rulebook lets only a villagers' group choose by show of hands, and only where it says so. Choose "
        "paper ballots or one-time slips."
    )


class GroupMissing(BadInput):
    code = "group_missing"
    message = _("Say which villagers' group meets.")


class NobodyToAssess(BadInput):
    code = "nobody_to_assess"
    message = _(
        "Nobody is to be assessed there. Choose another category or group, or import the subjects first."
    )


class TooManyOnBallot(BadInput):
    code = "too_many_on_ballot"

    def __init__(self, most: int):
        super().__init__(
            _(
                "More than %(most)s on one ballot cannot be read on a phone. Plan several meetings, or use paper."
            )
            % {"most": most}
        )


class MorePresentThanDue(BadInput):
    code = "more_present_than_due"
    message = _("More people are present than were due. Correct one of the two numbers.")


class AttendanceMissing(BadInput):
    code = "attendance_missing"
    message = _(
        "Nobody has entered yet how many people are present. The clerk enters it on the meeting's page."
    )


class NomineesMissing(BadInput):
    code = "nominees_missing"
    message = _("Nobody is nominated yet. Tick who is nominated first.")


class CountingBegun(WrongState):
    code = "counting_begun"
    message = _(
        "A counter has begun, so this stands. Have his sheet set aside first, or declare the meeting void."
    )


class CounterConcerned(Refusal):
    code = "counter_concerned"
    message = _(
        "You or your household are among those assessed in this meeting. Somebody else has to count; the "
        "secretary names him."
    )


class TwoCountersAlready(Refusal):
    code = "two_counters_already"
    message = _(
        "Two counters have begun already. If you count in place of one of them, he or the secretary sets his "
        "sheet aside first."
    )


class SheetLocked(WrongState):
    code = "sheet_locked"
    message = _("You have confirmed this sheet. It opens again only if the two sheets differ.")


class SheetEmpty(BadInput):
    code = "sheet_empty"
    message = _("Enter what you counted first.")


class CannotBeCounted(BadInput):
    code = "cannot_be_counted"
    message = _("A count is a whole number from 0 on. Correct it; the rest is kept.")


class NotOnBallot(BadInput):
    code = "not_on_ballot"
    message = _(
        "This ballot has no such name or no such choice. Open the ballot again with the code of your slip."
    )


class VoidAboveReturned(BadInput):
    code = "void_above_returned"
    message = _("More void ballots than returned ones. Count both again and correct the numbers.")


class ReturnedAboveIssued(BadInput):
    code = "returned_above_issued"
    message = _(
        "More ballots came back than were issued. Count both again. If it stays so, tick “counted again”: when "
        "both counters say so, this count is void."
    )


class SumsDiffer(BadInput):
    """How many rows of a sheet do not add up."""

    code = "sums_differ"

    def __init__(self, rows: int):
        super().__init__(
            _(
                "%(rows)s rows do not add up to the valid ballots. Each says what is off; mend them, then confirm."
            )
            % {"rows": rows}
        )
