"""Refusals of personal slips and of exclusions."""

from django.utils.translation import gettext_lazy as _

from stars.errors import BadInput, NotAllowed


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
    message = _("At least two people decide that somebody is not rated. Choose those who decided.")


class DeciderConcerned(BadInput):
    code = "decider_concerned"
    message = _("One of those chosen is concerned himself, or belongs to the household. Choose others.")


class ExcludedAlready(BadInput):
    code = "excluded_already"
    message = _(
        "A decision on this entry is recorded already. Only those who decided see it and can change it."
    )


class NotADecider(NotAllowed):
    code = "not_a_decider"
    message = _("Only those who decided this may see or change it.")
