"""Refusals of what happens before the assessment: rounds, entries, targets, applications, slips, exclusions."""

from django.utils.translation import gettext_lazy as _

from stars.errors import BadInput, NotAllowed, WrongState


class NotUsable(BadInput):
    code = "rulebook_not_usable"
    message = _(
        "This village cannot rate by this rulebook now. Choose one of the list; if none is there, ask the "
        "township's administrator to put one into use."
    )


class WeightsNotStated(BadInput):
    code = "weights_not_stated"
    message = _(
        "This rulebook does not say how much the meeting and the leading group count. Agree on the weights first; "
        "the township's administrator enters them in the rulebook and puts it into use."
    )


class HalfNeeded(BadInput):
    code = "half_needed"
    message = _("This rulebook rates every half-year. Choose the first or the second half.")


class RoundHeldAlready(BadInput):
    code = "round_held_already"

    def __init__(self, title: str):
        told = _(
            "“%(title)s” is this village's round for the same time by the same rulebook. Go on with it, or choose "
            "another year or half-year."
        )
        super().__init__(told % {"title": title})


class TitleTaken(BadInput):
    code = "title_taken"
    message = _("This village already has a round with this name. Choose another name.")


class TitleMissing(BadInput):
    code = "title_missing"
    message = _("Give the round a name, such as the year and what is rated.")


class WrongYear(BadInput):
    code = "wrong_year"
    message = _("The year is a number of four digits, such as 2026.")


class NoEntries(BadInput):
    code = "no_entries"
    message = _(
        "Nobody is in the round yet. Enter or import the subjects and take them into the round first."
    )


class BeginDoubtful(BadInput):
    """Something that the book wants first is not done; the secretary may go on with a reason."""

    code = "begin_doubtful"
    message = _(
        "The rulebook wants something before the assessment that is not done yet; it stands above. See to it first, "
        "or write why the assessment begins all the same."
    )


class RoundBegun(WrongState):
    code = "round_begun"
    message = _(
        "The assessment of this round has begun. Subjects, targets and applications stay as they are."
    )


class EntryInUse(BadInput):
    code = "entry_in_use"
    message = _(
        "Something else of the round already rests on this entry, so it stays. Ask for help if it is wrong."
    )


class NoTargets(BadInput):
    code = "no_targets"
    message = _("The rulebook has no targets for this category.")


class KindNotInBook(BadInput):
    code = "kind_not_in_book"
    message = _("Choose a target of the list; the rulebook has no other.")


class WrongTargetLevel(BadInput):
    code = "wrong_target_level"
    message = _("A target is a level from 1 to 5.")


class TargetNotAbove(BadInput):
    code = "target_not_above"

    def __init__(self, before: int):
        told = _(
            "To be promoted means to reach more than now (%(before)s ★). Choose a higher level, or to keep it."
        )
        super().__init__(told % {"before": before})


class TargetNotKept(BadInput):
    code = "target_not_kept"

    def __init__(self, before: int):
        told = _("To keep means the present level (%(before)s ★). Choose that level, or to be promoted.")
        super().__init__(told % {"before": before})


class NothingToKeep(BadInput):
    code = "nothing_to_keep"
    message = _("There is no star to keep yet. Choose a level to be promoted to.")


class TargetApproved(WrongState):
    code = "target_approved"
    message = _(
        "This target is approved and stays as it is. Only an objection to its posting can open it again."
    )


class NoApproval(BadInput):
    code = "no_approval"
    message = _("The rulebook has targets declared, not approved. Nothing is to be decided here.")


class NothingDeclared(BadInput):
    code = "nothing_declared"
    message = _("No declared target waits for a decision here.")


class OwnTarget(NotAllowed):
    code = "own_target"
    message = _(
        "Nobody decides on a target of his own, of his household, or that he entered himself. Another person has to "
        "do it; where no other secretary can, the clerk may."
    )


class UnknownItem(BadInput):
    code = "unknown_item"
    message = _("The self-check has a line that the rulebook does not know. Reload the page and try again.")


class NoApplications(BadInput):
    code = "no_applications"
    message = _("The rulebook does not ask anybody to apply for himself: everybody in the round is assessed.")


class DayAhead(BadInput):
    code = "day_ahead"
    message = _("This day has not come yet. Enter the day on which it was done.")
