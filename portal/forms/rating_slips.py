"""Making personal slips, and not rating somebody."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.forms.desk import DayInput

WEEKS = datetime.timedelta(days=14)


class PersonalSlipsForm(forms.Form):
    kind = forms.ChoiceField(label=_("What the slips are for"), widget=forms.RadioSelect)
    valid_until = forms.DateField(
        label=_("Valid until (that day included)"),
        widget=DayInput(),
        initial=lambda: timezone.localdate() + WEEKS,
    )

    def __init__(self, *args, kinds=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["kind"].choices = kinds
        self.fields["kind"].initial = kinds[0][0] if kinds else None


class ExclusionForm(forms.Form):
    entry = forms.TypedChoiceField(label=_("Who is not rated"), coerce=int)
    clause = forms.ChoiceField(label=_("Ground"))
    deciders = forms.TypedMultipleChoiceField(
        label=_("Who decides with you (at least one)"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one who decides with you.")},
    )
    decided_on = forms.DateField(label=_("Decided on"), widget=DayInput(), initial=timezone.localdate)

    def __init__(self, *args, entries=(), grounds=(), people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["entry"].choices = [("", "—"), *((one.pk, one.subject.label) for one in entries)]
        self.fields["clause"].choices = [
            (ground.clause, f"{ground.clause} {ground.text}") for ground in grounds
        ]
        self.fields["deciders"].choices = [(one.pk, str(one)) for one in people]
