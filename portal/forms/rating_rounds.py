"""Opening and beginning a round of the five roles."""

from django import forms
from django.utils.translation import gettext_lazy as _

HALVES = [(1, _("First half")), (2, _("Second half"))]


class RatingRoundForm(forms.Form):
    version = forms.TypedChoiceField(label=_("Rulebook"), coerce=int, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Name of the round"), max_length=100)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    half = forms.TypedChoiceField(
        label=_("Half-year (only where the rulebook rates every half-year)"),
        choices=[("", _("Not by half-years")), *HALVES],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args, versions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["version"].choices = [(one.pk, str(one.rulebook)) for one in versions]


class BeginForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the assessment begins all the same"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
