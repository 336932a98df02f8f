"""One row of each table of a rulebook. Field names are those of the frozen values in stars/rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.rulebooks_fields import (
    LevelField,
    LineField,
    PercentField,
    PlainForm,
    PointsField,
    article_field,
)

KEY_HELP = _("A short name for files, such as meeting or panel")


def key_field():
    return forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9_.-]*$",
        label=_("Key"),
        max_length=40,
        error_messages={"invalid": _("Letters a–z, digits, dots, dashes and underscores only.")},
    )


class LevelRow(PlainForm):
    level = LevelField()
    lower = PointsField(label=_("From … points"), max_value=100)
    upper = PointsField(
        label=_("Below … points (empty: up to the next level)"), max_value=101, required=False
    )

    def clean(self):
        found = super().clean()
        lower, upper = found.get("lower"), found.get("upper")
        if lower is not None and upper is not None and upper <= lower:
            self.add_error("upper", _("It must be more than the points from which the level begins."))
        return found


class SourceRow(PlainForm):
    title = LineField(label=_("Name"), max_length=100)
    key = key_field()
    weight = PercentField(label=_("Weight in percent (empty: not stated)"), required=False)


class BallotRow(PlainForm):
    title = LineField(label=_("Mark on the ballot"), max_length=40)
    key = key_field()
    points = PointsField(label=_("Worth … points"), max_value=100)


class QuotaRow(PlainForm):
    level = LevelField()
    share = PercentField()
    kind = forms.ChoiceField(
        label=_("How strict"),
        initial="cap",
        choices=[("cap", _("at most: nobody above it")), ("about", _("about: it only warns"))],
    )
    article = article_field()
    reading = forms.BooleanField(label=_("base and rounding are our reading"), required=False)


class GoalRow(PlainForm):
    level = LevelField(label=_("At this level or above"))
    share = PercentField()
    years = forms.IntegerField(label=_("Within … years"), required=False, min_value=1, max_value=50)
    article = article_field()
