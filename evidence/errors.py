"""Refusals of the evidence storey."""

from django.utils.translation import gettext_lazy as _

from stars.errors import BadInput, Refusal, Stale
from stars.errors import ReasonNeeded as ReasonNeeded  # offered here with its own kind


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
    code = "figure_not_number"
    message = _("Enter a number such as 20, 1.5, 1:3 or 2-3. Write the unit in its own box.")


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


class SentenceGone(Refusal):
    code = "sentence_gone"
    message = _("This sentence was changed meanwhile. Open the star and look at its text.")


class AnswerMissing(BadInput):
    code = "answer_missing"
    message = _("An item has a note but no answer. Choose one of the answers; your note is kept.")


class NothingToSubmit(Refusal):
    code = "nothing_to_submit"
    message = _("Choose at least one star to apply for.")


class DemandsOpen(Refusal):
    code = "demands_open"
    message = _("Some demands have no answer yet. Answer each one, then submit again.")


class NoDemands(Refusal):
    code = "no_demands"
    message = _("Mark at least one star for return and write what must be mended.")


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
