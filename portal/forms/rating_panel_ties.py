"""The recorded vote on a tie as a form."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.forms.desk import DayInput
from stars.errors import Refusal
from stars.services.results import REASON_MAX
from stars.services.ties import Vote

# Where a refusal of the step is said.
FIELD_OF = {
    "wrong_choice": "chosen",
    "wrong_votes": "votes_for",
    "wrong_day": "decided_on",
    "reason_needed": "reason",
    "too_long": "reason",
}


def votes_field(label) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=999, initial=0)


class TieForm(forms.Form):
    chosen = forms.TypedMultipleChoiceField(
        label=_("Who has the level"), widget=forms.CheckboxSelectMultiple, coerce=int, required=False
    )
    votes_for = votes_field(_("Votes for"))
    votes_against = votes_field(_("Votes against"))
    abstained = votes_field(_("Abstained"))
    decided_on = forms.DateField(label=_("Day of the vote"), widget=DayInput(), initial=timezone.localdate)
    reason = forms.CharField(
        label=_("Reason of the decision"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, entries=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.lost = ()
        self.fields["chosen"].choices = [(entry.pk, entry.subject.label) for entry in entries]
        self.fields["reason"].widget.attrs["maxlength"] = REASON_MAX

    @property
    def vote(self) -> Vote:
        """What the step is called with."""
        return Vote(**self.cleaned_data | {"chosen": frozenset(self.cleaned_data["chosen"])})

    def refuse(self, refusal: Refusal) -> None:
        """`lost`: corrections that this vote would leave no place for; the page asks about them."""
        self.lost = getattr(refusal, "lost", ())
        self.add_error(FIELD_OF.get(refusal.code), str(refusal.message))
