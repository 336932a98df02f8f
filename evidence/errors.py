"""Refusals of the evidence storey."""

from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stars.errors import BadInput, Refusal, Stale, WrongState
from stars.errors import ReasonNeeded as ReasonNeeded  # offered here with its own kind
from stars.errors import Tampered as Tampered
from stars.errors import TooLong as TooLong


class EditedMeanwhile(Stale):
    """Another tab or person saved the text first; `section` holds the newer text, `text` what was typed."""

    code = "edited_meanwhile"
    message = _("Somebody saved this text in the meantime. Both texts are shown: choose, or join them.")

    def __init__(self, section, text: str):
        super().__init__()
        self.section = section
        self.text = text


class SectionLocked(Refusal):
    code = "section_locked"
    message = _("This star is with the township now and cannot be changed until it is returned.")


class AlreadyThere(Refusal):
    code = "already_there"
    message = _("This very file is already in this star. It was not stored a second time.")


class FigureNotNumber(BadInput):
    """`fault` is what parse_figure says; each has words of its own."""

    code = "figure_not_number"
    message = _("Enter a number such as 20, 1.5, 1:3 or 2-3. Write the unit in its own box.")
    faults: ClassVar = {
        "spaces": _("A space stands inside the number. One number or two? Write one number in each box."),
        "negative": _("A figure is never below zero. Leave out the minus and say in words what became less."),
        "exponent": _("Write the number in full: 1000, not 1e3."),
        "words": _("Write the number in digits, such as 20, and the unit in its own box."),
    }

    def __init__(self, fault: str = ""):
        super().__init__(self.faults.get(fault))


class LabelMissing(BadInput):
    code = "label_missing"
    message = _("The figure has no name. Write what is counted, then save it again.")


class FigureEditedMeanwhile(Refusal):
    """Somebody else changed the figure while it was open here."""

    code = "figure_edited_meanwhile"

    def __init__(self, figure):
        told = {"label": figure.label, "value": f"{figure.value} {figure.unit}".strip()}
        super().__init__(
            _(
                "Somebody changed “%(label)s” meanwhile; it is %(value)s now. Yours is kept: look, and save again."
            )
            % told
        )


class TextTooLong(BadInput):
    code = "text_too_long"
    message = _("The text is longer than 20,000 characters. Shorten it; what you typed is still here.")


class DayInFuture(BadInput):
    code = "day_in_future"
    message = _("The date it happened lies in the future. Correct it; what you typed is kept.")


class HandedIn(WrongState):
    """The dossier does not lie with the village."""

    code = "handed_in"
    message = _(
        "The dossier has been handed in, so nothing can be added now. If the township returns it, you can go on."
    )


class SentenceGone(Refusal):
    code = "sentence_gone"
    message = _("This sentence was changed meanwhile. Open the star and look at its text.")


class AnswerMissing(BadInput):
    code = "answer_missing"
    message = _("An item has a note but no answer. Choose one of the answers; your note is kept.")


class NothingToSubmit(Refusal):
    code = "nothing_to_submit"
    message = _("Choose at least one star to apply for.")


class SubmittedAlready(WrongState):
    """A second click or tab: told is who was first."""

    code = "submitted_already"

    def __init__(self, submission):
        at = timezone.localtime(submission.submitted_at).strftime("%Y-%m-%d %H:%M")
        told = {"name": submission.submitted_by, "at": at, "number": submission.number}
        super().__init__(
            _("%(name)s submitted this at %(at)s (submission %(number)s). Nothing was submitted twice.")
            % told
        )


class DemandsOpen(Refusal):
    code = "demands_open"
    message = _("Some demands have no answer yet. Answer each one, then submit again.")


class NoDemands(Refusal):
    code = "no_demands"
    message = _("Mark at least one star for return and write what must be mended.")


class DemandNeeded(NoDemands):
    code = "demand_needed"
    message = _("Tick a demand or write one in your own words: the village must know what to mend.")


class DemandsNeedReturn(Refusal):
    code = "demands_need_return"
    message = _("Demands go to the village with a return. Mark the star for return, or empty the demands.")


class NoMoreReturns(Refusal):
    code = "no_more_returns"
    message = _("This round allows no further return. Give each star a verdict instead.")


class VerdictsMissing(Refusal):
    code = "verdicts_missing"
    message = _("Some stars have no verdict yet, or wait for a return. Finish them before you propose.")


class StarsNotMet(Refusal):
    code = "stars_not_met"
    message = _("Only stars with the verdict “meets” can be proposed.")


class NoStarChosen(Refusal):
    code = "no_star_chosen"
    message = _("Choose at least one star that meets, or give it another verdict.")
