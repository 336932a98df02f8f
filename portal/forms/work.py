"""What the village types: figures, answers, descriptions, reports, and handing in."""

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from evidence.errors import FigureNotNumber
from evidence.models import Evidence
from evidence.models.dossiers import FIGURES_MAX
from evidence.text.figures import parse_figure

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def whole(value: str | None) -> int:
    """A number from a hidden field; -1, which fits no row, when it is none."""
    return int(value) if value and value.isdecimal() and len(value) < 10 else -1


def chosen_people(data) -> list[int]:
    return [whole(value) for value in data.getlist("people")]


def answers_typed(data) -> dict[str, tuple[str, str]]:
    """Item key → (answer, note) for every item that has an answer."""
    answers = {
        name.removeprefix("answer-"): value for name, value in data.items() if name.startswith("answer-")
    }
    return {item: (answer, data.get(f"note-{item}", "")) for item, answer in answers.items() if answer}


class FigureForm(forms.Form):
    figure_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
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
            raise forms.ValidationError(FigureNotNumber.message) from error

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
    """The rows of evidence.queries.workspace_section.figure_rows as forms, or those typed and not saved."""
    if kept:
        return FigureFormSet(kept, prefix="figures")
    return FigureFormSet(initial=[figure_row(spec, figure) for spec, figure in rows], prefix="figures")


def figure_row(spec, figure) -> dict:
    if figure is None:
        return {"key": spec.key, "label": spec.label, "unit": spec.unit} if spec else {}
    fields = ("key", "label", "value", "unit", "as_of", "source")
    return {"figure_id": figure.pk} | {name: getattr(figure, name) for name in fields}


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

    def _post_clean(self):
        """The service validates and writes; the row itself is not touched here."""


class SameDayForm(forms.Form):
    same_day = forms.DateField(
        label=_("One day for all that have no date"), required=False, widget=DAY, label_suffix=""
    )


class ReportForm(forms.Form):
    file = forms.FileField(
        label=_("Report as a file"),
        required=False,
        help_text=_(".docx or .txt"),
        widget=forms.FileInput(attrs={"accept": ".docx,.txt"}),
    )
    text = forms.CharField(label=_("Or paste its text"), required=False, widget=forms.Textarea, strip=False)

    def clean(self):
        found = super().clean()
        if not self.errors and not found.get("file") and not found.get("text", "").strip():
            raise forms.ValidationError(_("Choose a file, or paste the text of the report."))
        return found


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
