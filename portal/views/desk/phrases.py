"""Demands that reviewers write often; chosen from a list or changed by hand."""

from django.utils.translation import gettext_lazy as _

DEMANDS = (
    _("Please add the record of this activity with its date."),
    _("Please add a photo or a document that shows this."),
    _("Please name the source and the day of this figure."),
    _("The figure and the text differ. Please check which is right."),
    _("Please write what was done this year, not what is planned."),
)
