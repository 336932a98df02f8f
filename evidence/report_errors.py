"""Refusals of importing a report and deciding on what it proposes."""

from django.utils.translation import gettext_lazy as _

from stars.errors import BadInput, Refusal


class ReportAlreadyRead(Refusal):
    """The same report was imported for this dossier before; `report` is that import."""

    code = "report_already_read"
    message = _("This report has been read already.")

    def __init__(self, report):
        super().__init__()
        self.report = report


class FigureStands(Refusal):
    code = "figure_stands"
    message = _("The star has this figure with another value. Look at each one and decide.")


class NothingTakenOver(Refusal):
    """Accepting everything accepted nothing; `why` is the first refusal, if there was one."""

    code = "nothing_taken_over"
    message = _("Nothing was left that could be taken over at once.")

    def __init__(self, why: Refusal | None = None):
        super().__init__(_("Nothing was taken over. %(why)s") % {"why": why.message} if why else None)


class SentenceEmpty(BadInput):
    code = "sentence_empty"
    message = _(
        "The box was empty; the sentence still stands. Type the corrected sentence, or press “It is right, "
        "leave it”."
    )
