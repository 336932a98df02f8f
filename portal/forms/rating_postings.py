"""What is typed around postings inside: the answer to an objection, and the table of holidays."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.desk import DayInput
from portal.forms.objections import LinesField
from stars.level_words import WORDS
from stars.services.holidays import NAME_MAX
from stars.services.objections import ANSWER_MAX, REASON_MAX, Change

UPHELD, DISMISSED = "uphold", "dismiss"
LEVELS = [
    ("", _("Choose the level from now on")),
    *((str(level), WORDS[level]) for level in (5, 4, 3, 2, 1, 0)),
]


class AnswerForm(forms.Form):
    """`level` and `reason` only where upholding changes one result."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(DISMISSED, _("Not upheld: nothing changes")), (UPHELD, _("Upheld"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the objection is upheld.")},
    )
    answer = LinesField(
        label=_("Answer"),
        help_text=_("Whoever objected reads this under his number and code. Name nobody else in it."),
        max_length=ANSWER_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the answer.")},
    )
    level = forms.ChoiceField(
        label=_("If upheld: the level from now on"),
        required=False,
        choices=LEVELS,
    )
    reason = LinesField(
        label=_("If upheld: why the level changes"),
        help_text=_("The person concerned reads this beside his result. Do not say who objected."),
        required=False,
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, changes_level: bool, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        if not changes_level:
            del self.fields["level"], self.fields["reason"]

    def clean(self):
        told = self.cleaned_data
        if told.get("decision") == UPHELD and "level" in self.fields:
            if not told.get("level"):
                self.add_error("level", _("Say which level he has from now on."))
            if not told.get("reason"):
                self.add_error("reason", _("Say why the level changes."))
        return told

    @property
    def change(self) -> Change | None:
        level = self.cleaned_data.get("level")
        if not level:
            return None
        return Change(int(level), self.cleaned_data["reason"])


class HolidayForm(forms.Form):
    day = forms.DateField(label=_("Which day"), widget=DayInput())
    name = forms.CharField(label=_("What day it is"), max_length=NAME_MAX)
    works = forms.TypedChoiceField(
        label=_("Free or worked"),
        choices=[("0", _("Free")), ("1", _("Worked, to make up for a free day"))],
        coerce=lambda value: value == "1",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class HolidayLinesForm(forms.Form):
    lines = LinesField(
        label=_("Lines of one year"),
        help_text=_("One day a line: day, name, 休 or 班, such as 2026-10-01 国庆节 休"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Paste at least one line.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
