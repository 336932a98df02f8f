"""What the secretary and the approver type around a filing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from stars.services.accepting import NOTE_MAX


def note_field() -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3, "maxlength": NOTE_MAX})
    return forms.CharField(label=_("Note (may stay empty)"), required=False, widget=area)


class FilingSignForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)
    note = note_field()
    password = forms.CharField(
        label=_("Your password, once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
