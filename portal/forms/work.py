"""What the village types: figures, answers, descriptions, and handing in."""

import hashlib

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from evidence.errors import FigureNotNumber
from evidence.models import Evidence
from evidence.models.dossiers import FIGURES_MAX
from evidence.services.figure_table import FIGURE_FIELDS, stored_mark
from evidence.text.figures import parse_figure

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def whole(value: str | None) -> int:
    """A number from a hidden field; -1, which fits no row, when it is none."""
    return int(value) if value and value.isdecimal() and len(value) < 10 else -1


def chosen_people(data) -> list[int]:
    return [whole(value) for value in data.getlist("people")]


def text_mark(text: str) -> str:
    """What tells whether a text was changed since the page was made."""
    return hashlib.sha256(text.replace("\r\n", "\n").strip().encode()).hexdigest()


def check_mark(answer: str, note: str) -> str:
    return f"{answer}|{note.strip()}"


def answers_changed(data) -> dict[str, tuple[str, str]]:
    """Item key → (answer, note) of the items that were changed on this page; a note alone has the answer ""."""
    named = (name.partition("-") for name in data)
    found = {}
    for item in {item: None for part, _dash, item in named if part in ("answer", "note")}:
        answer, note = data.get(f"answer-{item}", ""), data.get(f"note-{item}", "")
        if (answer or note.strip()) and data.get(f"was-{item}") != check_mark(answer, note):
            found[item] = (answer, note)
    return found


def demands_answered(data, section) -> dict[int, str]:
    """Demand → answer, of this section's demands that were sent and answered anew on this page."""
    found = {}
    for demand in section.demands.all():
        typed = data.get(f"demand-{demand.pk}", "").replace("\r\n", "\n").strip()
        if typed and data.get(f"demand-was-{demand.pk}") != text_mark(typed):
            found[demand.pk] = typed
    return found


class FigureForm(forms.Form):
    figure_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    was = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1000)
    key = forms.SlugField(required=False, widget=forms.HiddenInput, max_length=60)
    label = forms.CharField(label=_("What is counted"), required=False, max_length=60)
    value = forms.CharField(label=_("Number"), required=False, max_length=40)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=20)
    as_of = forms.DateField(label=_("As of"), required=False, widget=DAY)
    source = forms.CharField(label=_("Where the number comes from"), required=False, max_length=100)

    def clean_value(self):
        value = self.cleaned_data["value"]
        try:
            return parse_figure(value).text if value else ""
        except ValueError as error:
            raise forms.ValidationError(FigureNotNumber(str(error)).message) from error

    def clean(self):
        row = self.cleaned_data
        if "value" in row and self.is_wanted and not row["value"]:
            self.add_error("value", FigureNotNumber.message)
        if row.get("value") and not row.get("label"):
            self.add_error("label", _("Say what is counted."))
        return row

    @property
    def is_wanted(self) -> bool:
        """An empty row that the book suggests, or the empty row at the end, is simply left."""
        row = self.cleaned_data
        own_words = row.get("label") and not row.get("key")
        return bool(row.get("figure_id") or row.get("value") or own_words)


FigureFormSet = formset_factory(FigureForm, extra=0, max_num=FIGURES_MAX + 20)


def figure_forms(rows, kept: dict[str, str] | None = None):
    """The rows of evidence.queries.workspace_section.figure_rows as forms, or those typed and not saved.

    Kept rows take the present mark: whoever saves them now has seen what stands there.
    """
    if not kept or "figures-TOTAL_FORMS" not in kept:
        return FigureFormSet(initial=[figure_row(spec, figure) for spec, figure in rows], prefix="figures")
    figures = [figure for _spec, figure in rows if figure]
    fresh = {}
    for row in (name.removesuffix("-figure_id") for name in kept if name.endswith("-figure_id")):
        key, number = kept.get(f"{row}-key"), kept[f"{row}-figure_id"]
        now = next((one for one in figures if str(one.pk) == number or (key and one.key == key)), None)
        fresh |= {f"{row}-figure_id": str(now.pk), f"{row}-was": stored_mark(now)} if now else {}
    return FigureFormSet({**kept, **fresh}, prefix="figures")


def figure_row(spec, figure) -> dict:
    if figure is None:
        return {"key": spec.key, "label": spec.label, "unit": spec.unit} if spec else {}
    values = {name: getattr(figure, name) for name in FIGURE_FIELDS}
    return {"figure_id": figure.pk, "was": stored_mark(figure)} | values


class DescribeForm(forms.ModelForm):
    class Meta:
        model = Evidence
        fields = ["caption", "happened_on", "make_public", "consent", "consent_note"]
        widgets = {"happened_on": DAY}
        help_texts = {
            "caption": _("What can be seen, in one sentence. No ID or phone numbers."),
            "make_public": _("Only after the township has signed, and only pictures."),
            "consent": _("For a child: a guardian agreed."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if not self.instance.current.file.is_picture:
            for name in ("make_public", "consent", "consent_note"):
                del self.fields[name]
        if self.prefix:  # many on one page: the hints are said once
            for field in self.fields.values():
                field.help_text = ""
                field.show_hidden_initial = (
                    True  # an old page in a second tab changes only what was changed on it
                )

    def _post_clean(self):
        """The service validates and writes; the row itself is not touched here."""

    @property
    def untouched(self) -> dict:
        """What now stands in the fields that were not changed on this page."""
        return {name: self.initial[name] for name in self.fields if name not in self.changed_data}


class SameDayForm(forms.Form):
    same_day = forms.DateField(
        label=_("One day for all that have no date"), required=False, widget=DAY, label_suffix=""
    )


class SubmitForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    stars = forms.MultipleChoiceField(
        label=_("Stars applied for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    statement = forms.BooleanField(
        label=_("We have read it all. It is true, and nobody's ID or phone number stands in it."),
        error_messages={"required": _("Tick the statement after you have read everything.")},
    )

    def __init__(self, *args, choices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["stars"].choices = choices
