"""Refusals of a level that an upheld objection may not give."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stars.errors import FourEyes, Refusal
from stars.level_words import level_words


class AboveStep(Refusal):
    """The rule on rising holds for corrections too."""

    code = "above_step"

    def __init__(self, highest: int):
        super().__init__(
            _(
                "The rulebook lets nobody rise by more than one level in a round. "
                "The highest level possible here is: %(level)s."
            )
            % {"level": level_words(highest)}
        )


class NotChosenByHands(Refusal):
    """So does what the group decided by a show of hands."""

    code = "not_chosen_by_hands"

    def __init__(self, highest: int):
        super().__init__(
            _(
                "The group did not choose this person by its show of hands. "
                "The highest level possible here is: %(level)s."
            )
            % {"level": level_words(highest)}
        )


class CorrectionsLost(Refusal):
    """Results made anew leave no place for them. `lost`: rows of stars.queries.carrying."""

    code = "corrections_lost"

    def __init__(self, lost):
        self.lost = lost
        receipts = "、".join(receipt for one in lost for receipt in one.receipts)
        super().__init__(
            _(
                "The new results leave no place for corrections that were made after objections: %(receipts)s. "
                "Nothing is computed until you confirm that they fall away."
            )
            % {"receipts": receipts}
        )


class OwnCorrection(FourEyes):
    code = "own_correction"
    message = gettext_lazy(
        "One of the corrections that would fall away is about you or your household. Somebody else who runs the round "
        "must confirm it."
    )
