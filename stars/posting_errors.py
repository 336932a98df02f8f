"""Refusals around postings, objections and holidays."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stars.errors import BadInput, FourEyes, Refusal, Stale, WrongState


class PostingRuns(WrongState):
    """A second one of the same would be two notices for one thing."""

    code = "posting_runs"

    def __init__(self, posting):
        super().__init__(
            _("This is posted already, until %(day)s. Take that posting down before you put up another.")
            % {"day": posting.ends_on}
        )


class TiesUndecided(WrongState):
    code = "ties_undecided"
    message = gettext_lazy("Equal scores wait for the decision of the leading group. Record it, then post.")


class NothingToPost(Refusal):
    code = "nothing_to_post"
    message = gettext_lazy(
        "There is nothing that could be posted: nobody has a result. Go back to the scores and compute the results "
        "again."
    )


class TargetsNotPosted(Refusal):
    code = "targets_not_posted"
    message = gettext_lazy("Your rulebook asks for no posting of targets here. Go on with the next step.")


class TargetsUndecided(WrongState):
    code = "targets_undecided"

    def __init__(self, count: int):
        words = ngettext(
            "%(n)s target is not decided yet. Approve or refuse it first; only then the list can be posted.",
            "%(n)s targets are not decided yet. Approve or refuse them first; only then the list can be posted.",
            count,
        )
        super().__init__(words % {"n": count})


class NoTargets(NothingToPost):
    code = "no_targets"
    message = gettext_lazy("No target is approved yet, so there is nothing to post.")


class DownAlready(WrongState):
    code = "down_already"
    message = gettext_lazy("This posting is down already.")


class PostingOver(Refusal):
    """Who objects too late is told where to turn."""

    code = "posting_over"

    def __init__(self, posting):
        told = {"day": posting.taken_down_on or posting.ends_on}
        told |= {"village": posting.organisation.name, "township": posting.organisation.parent.name}
        super().__init__(
            _(
                "This posting ended on %(day)s, so no objection is taken here any more. Turn to the party branch of "
                "%(village)s or to the party committee of %(township)s: they still listen."
            )
            % told
        )


class NotInForce(WrongState):
    """A paper or a call noted too late to be answered before the next step."""

    code = "not_in_force"
    message = gettext_lazy(
        "The results have gone on already. Send the paper to the township and tell the sender."
    )


class DayOutside(BadInput):
    code = "day_outside"
    message = gettext_lazy("The day of receipt must lie within the posting and not in the future.")


class ObjectionTooShort(BadInput):
    code = "objection_too_short"
    message = gettext_lazy(
        "Write what is wrong in at least ten characters, so that somebody can look into it."
    )


class NotInPosting(BadInput):
    code = "not_in_posting"
    message = gettext_lazy(
        "This line is not in the posting. Choose one of the list, or the posting as a whole."
    )


class OwnMatter(FourEyes):
    code = "own_matter"
    message = gettext_lazy(
        "This objection is about you or your household, or about a list on which you stand. Somebody else must handle it."
    )


class NotedByYou(FourEyes):
    code = "noted_by_you"
    message = gettext_lazy(
        "You noted this objection yourself, so somebody else must take it up and answer it."
    )


class TownshipAnswers(FourEyes):
    code = "township_answers"

    def __init__(self, township):
        words = _(
            "You noted it yourself or it is about your own, and nobody else in the village may answer it. The reviewer "
            "of %(township)s does: it stands on his desk."
        )
        super().__init__(words % {"township": township.name})


class TakenAlready(Stale):
    code = "taken_already"

    def __init__(self, handler):
        super().__init__(_("%(name)s has taken this up already and answers it.") % {"name": handler})


class NotYours(Refusal):
    code = "not_yours"
    message = gettext_lazy("Only the person who took the objection up may answer it. Take it up first.")


class AnswerNeeded(BadInput):
    code = "answer_needed"
    message = gettext_lazy("Write the answer: whoever objected reads it under his receipt number.")


class ChangeNeeded(BadInput):
    code = "change_needed"
    message = gettext_lazy(
        "Say what changes for the person concerned, and why. If nothing does, it is not upheld."
    )


class ObjectorNamed(BadInput):
    code = "objector_named"
    message = gettext_lazy(
        "The reason names who objected, or how to reach him. Take that out: others read it."
    )


class NoChangeHere(BadInput):
    code = "no_change_here"
    message = gettext_lazy("Here no level can be changed. Answer only, and say what will be done.")


class CapFull(Refusal):
    """The caps of the book hold for corrections too."""

    code = "cap_full"

    def __init__(self, level: int, places: int):
        told = {"level": level, "places": places}
        super().__init__(
            _(
                "The rulebook allows %(places)s places at %(level)s stars, and they are taken. Choose a lower level, "
                "or take the posting down and compute the results anew."
            )
            % told
        )


class BadHolidays(BadInput):
    """Lines that were pasted and not understood; nothing of them was taken."""

    code = "bad_holidays"


class SameLevel(BadInput):
    code = "same_level"
    message = gettext_lazy("That is the level now. If nothing changes, do not uphold the objection; say why.")
