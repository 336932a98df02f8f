"""What the village types when a benefit was handed out, and the period of the ledger."""

import datetime
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stars.filing_errors import AmountWrong, BenefitUnknown, GiverMissing
from stars.models import BenefitCard, Organisation
from stars.queries.benefits import card_by_number
from stars.rules.terms import Benefit
from stars.services.benefits import GIVER_MAX

AMOUNT_FAULTS = ("invalid", "max_digits", "max_decimal_places", "max_whole_digits")
NUMBER = {"inputmode": "numeric", "autocomplete": "off"}


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class PeriodForm(forms.Form):
    """From–to of the ledger, this year up to today unless asked otherwise. `provider` is "*" for all of them."""

    ALL = "*"

    first = forms.DateField(label=_("From"), widget=DayInput())
    last = forms.DateField(label=_("To"), widget=DayInput())
    provider = forms.CharField(label=_("Provider"), required=False, max_length=100)

    def __init__(self, asked):
        """`asked`: what stands in the address."""
        today = timezone.localdate()
        usual = {"first": today.replace(month=1, day=1).isoformat(), "last": today.isoformat()}
        given = {name: asked[name] for name in asked if asked[name]}
        super().__init__({"provider": self.ALL, **usual, **given, **only_empty(asked)}, label_suffix="")
        self.usual = usual

    def clean(self):
        told = super().clean()
        if told.get("first") and told.get("last") and told["first"] > told["last"]:
            self.add_error("last", _("The last day lies before the first. Mend one of the two dates."))
        return told

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        """What was asked for, or this year where it makes no sense."""
        if self.is_valid():
            return self.cleaned_data["first"], self.cleaned_data["last"]
        return tuple(datetime.date.fromisoformat(day) for day in self.usual.values())

    @property
    def provider_chosen(self) -> str | None:
        """None: all; the empty text: where the book names none."""
        asked = self.data["provider"]
        return None if asked == self.ALL else asked


def only_empty(asked) -> dict[str, str]:
    """A provider that is empty was asked for: it means that the book names none."""
    return {"provider": ""} if asked.get("provider") == "" else {}


class CardForm(forms.Form):
    """Whose card: its number, or the holder from the list."""

    number = forms.CharField(
        label=_("Number on the card"), required=False, max_length=40, widget=forms.TextInput(attrs=NUMBER)
    )
    card = forms.ModelChoiceField(
        label=_("or choose the holder"), queryset=BenefitCard.objects.none(), required=False
    )

    def __init__(self, *args, village: Organisation, cards, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.village = village
        self.fields["card"].queryset = cards
        self.fields["card"].label_from_instance = holder_words

    def clean(self):
        told = super().clean()
        if told.get("number"):
            told["card"] = card_by_number(self.village, told["number"])
            if told["card"] is None:
                self.add_error(
                    "number", _("No card of this village has this number. Read it again from the card.")
                )
        elif not told.get("card") and not self.errors:
            self.add_error("number", _("Type the number on the card, or choose the holder."))
        return told


def holder_words(card: BenefitCard) -> str:
    return f"{card.award.entry.subject.label} · {card.number}"


def never_negative(amount: Decimal) -> None:
    if amount < 0:
        raise forms.ValidationError(AmountWrong.message)


class GrantForm(forms.Form):
    """`benefits`: what this card brings and may be written down."""

    benefit = forms.ChoiceField(
        label=_("What was handed out"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what was handed out."),
            "invalid_choice": BenefitUnknown.message,
        },
    )
    given_on = forms.DateField(
        label=_("Day"),
        widget=DayInput(),
        initial=timezone.localdate,
        error_messages={"required": _("Enter the day."), "invalid": _("Enter the day.")},
    )
    amount = forms.DecimalField(
        label=_("Amount in yuan (where there is one)"),
        required=False,
        validators=[never_negative],
        max_digits=10,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(AMOUNT_FAULTS, AmountWrong.message),
    )
    given_by = forms.CharField(
        label=_("Handed out by"),
        max_length=GIVER_MAX,
        help_text=_(
            "The office or the person at the counter. Nothing about a child, an illness or a treatment."
        ),
        error_messages={"required": GiverMissing.message},
    )
    again = forms.BooleanField(label=_("Given a second time on that day"), required=False)

    def __init__(self, *args, benefits: list[Benefit], **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["benefit"].choices = [(one.key, one.text) for one in benefits]
