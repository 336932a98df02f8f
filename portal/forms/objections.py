"""What people write when they object, and with what they follow it."""

from collections.abc import Sequence

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.forms.desk import DayInput
from stars.models import Entry, Objection
from stars.queries.notices import Notice
from stars.services.receiving import CONTACT_MAX, NAME_MAX, TEXT_MAX, TEXT_MIN, Said

WHOLE = ""


class LinesField(forms.CharField):
    """A line break is one character, as the reader counts it."""

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if value else value)


class ObjectionForm(forms.Form):
    """`homepage` is a trap: it is not shown, and only machines fill it."""

    about = forms.ChoiceField(
        label=_("What is it about?"),
        required=False,
        error_messages={"invalid_choice": _("Choose a line of the list, or the posting as a whole.")},
    )
    text = LinesField(
        label=_("What is not right?"),
        help_text=_("Say what, when, and how you know. 10 to 4,000 characters."),
        min_length=TEXT_MIN,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Write what is not right."),
            "min_length": _("Write at least ten characters, so that somebody can look into it."),
            "max_length": _("At most 4,000 characters fit. Shorten it; what you typed is still here."),
        },
    )
    name = forms.CharField(label=_("Your name (may stay empty)"), required=False, max_length=NAME_MAX)
    contact = forms.CharField(
        label=_("How to reach you (may stay empty)"),
        help_text=_("Only the person who answers sees your name and this line, nobody of whom you write."),
        required=False,
        max_length=CONTACT_MAX,
    )
    homepage = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, notice: Notice, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        lines = [(str(row.entry), row.label) for row in notice.lines]
        self.fields["about"].choices = [(WHOLE, _("The posting as a whole")), *lines]
        if not lines:
            del self.fields["about"]

    def clean_homepage(self):
        if self.cleaned_data["homepage"]:
            raise forms.ValidationError(_("Empty the field that says “leave this empty”, then send again."))
        return ""

    @property
    def said(self) -> Said:
        told = self.cleaned_data
        entry = told.get("about") or None
        parts = {"text": told["text"], "name": told["name"], "contact": told["contact"], "code": told["code"]}
        return Said(entry_id=int(entry) if entry else None, **parts)


class LateForm(forms.Form):
    """What was typed for a posting that is over: shown in its fields, and sent nowhere."""

    text = forms.CharField(label=_("What is not right?"), widget=forms.Textarea(attrs={"rows": 8}))
    name = forms.CharField(label=_("Your name (may stay empty)"))
    contact = forms.CharField(label=_("How to reach you (may stay empty)"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)
        for one in self.fields.values():
            one.widget.attrs["readonly"] = True


class EnteredForm(ObjectionForm):
    """A call or a paper, noted by somebody who is signed in."""

    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[(Objection.Channel.PAPER, _("On paper")), (Objection.Channel.PHONE, _("By phone"))],
    )
    received_on = forms.DateField(label=_("Day of receipt"), widget=DayInput(), initial=timezone.localdate)
    field_order = ("channel", "received_on", "about", "text", "name", "contact", "homepage", "code")

    def __init__(self, *args, unposted: Sequence[Entry] = (), **kwargs):
        """`unposted`: who is rated and has no star; a call or a paper may be about him too."""
        super().__init__(*args, **kwargs)
        if "about" in self.fields:
            more = [
                (str(one.pk), _("%(name)s, not posted") % {"name": one.subject.label}) for one in unposted
            ]
            self.fields["about"].choices += more
        self.fields["text"].label = _("What was objected")
        self.fields["text"].help_text = _("In the words of the person, 10 to 4,000 characters.")
        self.fields["name"].label = _("Name of the person (may stay empty)")
        self.fields["contact"].label = _("How to reach the person (may stay empty)")
        self.fields["contact"].help_text = _("Only the person who answers sees name and this line.")


class FollowForm(forms.Form):
    receipt = forms.CharField(
        label=_("Receipt number"),
        max_length=40,
        help_text=_("Such as 20261124-7KQM2"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        help_text=_("Four groups of four letters and digits"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
