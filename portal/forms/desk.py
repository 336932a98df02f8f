"""Forms of the township's desk."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


def in_days(days: int):
    return lambda: timezone.localdate() + datetime.timedelta(days=days)


class RoundForm(forms.Form):
    title = forms.CharField(label=_("Name of the round"), max_length=100)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    fill_ends = forms.DateField(
        label=_("Last day to fill in and submit"), widget=DayInput(), initial=in_days(30)
    )
    hard_fill = forms.BooleanField(
        label=_("This day is final: afterwards nobody can submit for the first time"), required=False
    )
    review_ends = forms.DateField(label=_("Last day of the review"), widget=DayInput(), initial=in_days(50))
    sign_ends = forms.DateField(label=_("Last day to sign off"), widget=DayInput(), initial=in_days(60))
    max_returns = forms.IntegerField(label=_("Returns at most"), min_value=0, max_value=20, initial=5)


class SignForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)
    released = forms.MultipleChoiceField(
        label=_("Release text and pictures of these stars to the public"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("Note (may stay empty)"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    password = forms.CharField(
        label=_("Your password, once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password.")},
    )

    def __init__(self, *args, waiting=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["released"].choices = list(waiting)
