"""Refusals of a level that an upheld objection may not give."""

from django.utils.translation import gettext as _

from stars.errors import Refusal
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
