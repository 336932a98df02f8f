"""Refusals of personal slips and of exclusions."""

from django.utils.translation import gettext_lazy as _

from stars.errors import BadInput, FourEyes, NotAllowed, WrongState


class WrongCode(BadInput):
    code = "wrong_code"
    message = _(
        "There is no slip with this code. Compare it with the paper, group by group, and type it again. If it still "
        "is not found, ask the village's clerk for a new slip."
    )


class SlipUsed(BadInput):
    code = "slip_used"
    message = _(
        "This slip was used already; what was entered with it is kept. Ask the clerk if it was not you."
    )


class SlipOver(BadInput):
    code = "slip_over"
    message = _(
        "This slip is no longer valid. Ask the village's clerk for a new one, or have him enter it for you."
    )


class SlipReplaced(BadInput):
    code = "slip_replaced"
    message = _(
        "A newer slip was printed, and this one is void. Use the newer one, or ask the village's clerk."
    )


class SlipLate(BadInput):
    code = "slip_late"
    message = _("The assessment has begun: this slip can no longer be used. Ask the village's clerk.")


class NobodyChosen(BadInput):
    code = "nobody_chosen"
    message = _("Nobody is chosen. Tick at least one name, or choose all.")


class WrongValidity(BadInput):
    code = "wrong_validity"
    message = _("The last day of the slips lies between today and a year from now.")


class GroundOff(BadInput):
    code = "ground_off"
    message = _("This ground is not in force here. Only grounds that the county switched on can be used.")


class TwoDeciders(BadInput):
    code = "two_deciders"
    message = _(
        "At least two people of the village decide that somebody is not rated. Choose who decides with you."
    )


class ProposerDecides(BadInput):
    code = "proposer_decides"
    message = _("Whoever proposes this decides on it as well, and has to be among those who decide.")


class OwnDecision(FourEyes):
    code = "own_decision"
    message = _(
        "This is about you or your household, so you neither propose nor decide on it. Leave it to others."
    )


class DeciderConcerned(BadInput):
    code = "decider_concerned"
    message = _("One of those chosen is concerned himself, or belongs to the household. Choose others.")


class ExcludedAlready(BadInput):
    code = "excluded_already"
    message = _(
        "A decision on this entry is recorded or proposed already. Only those who decide see it and can change it."
    )


class NotADecider(NotAllowed):
    code = "not_a_decider"
    message = _("Only those who decide on this may see or change it.")


class ConfirmedAlready(WrongState):
    code = "confirmed_already"
    message = _("Everybody has confirmed this already. It can only be taken back now.")


class NotConfirmed(WrongState):
    code = "not_confirmed"
    message = _("Not everybody has confirmed this yet, so there is nothing to take back. Decline it instead.")


class ObjectionWaits(WrongState):
    code = "objection_waits"
    message = _(
        "What you wrote before is still with those who decided. Once they have answered you can write again; what you "
        "typed now is still in the field."
    )


class NothingToAnswer(WrongState):
    code = "nothing_to_answer"
    message = _("No objection waits for an answer here. Perhaps another of you has answered it: look below.")


class AnswerMissing(BadInput):
    code = "answer_missing"
    message = _("Write the answer: the person reads it with a slip of his own.")


class NotRatedObjects(WrongState):
    """In neutral words: only those who decided know about whom."""

    code = "not_rated_objects"
    message = _(
        "An objection to a decision not to rate somebody waits for an answer of those who decided. They find it on the "
        "page of the round."
    )
