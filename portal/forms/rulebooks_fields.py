"""Fields that the forms of a rulebook share, and a table of rows that is saved as one."""

from decimal import Decimal

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

LEVELS = [(level, f"{level}★") for level in range(5, 0, -1)]
# As many digits behind the point as a rulebook's numbers may have.
DIGITS = {"max_digits": 12, "decimal_places": 9}


class LevelField(forms.TypedChoiceField):
    def __init__(self, **kwargs):
        empty = [("", "—" if kwargs.get("required", True) else _("no"))]
        told = {"label": _("Level"), "coerce": int, "empty_value": None, "choices": empty + LEVELS}
        super().__init__(**(told | kwargs))


class PointsField(forms.DecimalField):
    def __init__(self, **kwargs):
        told = {"label": _("Points"), "min_value": 0, "max_value": 1000, **DIGITS}
        super().__init__(**(told | kwargs))
        self.widget.attrs["step"] = "any"

    def prepare_value(self, value):
        """90.00 is shown as the book writes it, 1E+1 never."""
        return f"{value:f}" if isinstance(value, Decimal) else value


class PercentField(PointsField):
    """80 on the screen, 0.8 in the book."""

    def __init__(self, **kwargs):
        told = {"label": _("Percent"), "max_value": 100, "decimal_places": 7}
        super().__init__(**(told | kwargs))

    def prepare_value(self, value):
        if not isinstance(value, Decimal):
            return value
        told = f"{value * 100:f}"
        return told.rstrip("0").rstrip(".") if "." in told else told

    def clean(self, value):
        found = super().clean(value)
        return None if found is None else found / 100


class LineField(forms.CharField):
    """One line of the book; empty is the same as left out."""

    def __init__(self, **kwargs):
        super().__init__(**({"max_length": 300, "empty_value": ""} | kwargs))

    def to_python(self, value):
        """Browsers send CRLF for a line break."""
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


def article_field():
    return LineField(label=_("Article"), required=False, max_length=40, empty_value=None)


class PlainForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


class Rows(BaseFormSet):
    """Every row of a table; empty rows and those ticked to be taken out do not count."""

    @property
    def rows(self) -> list[dict]:
        taken = (form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE"))
        return [{k: v for k, v in form.cleaned_data.items() if k != "DELETE"} for form in taken]

    def clean(self):
        """A key stands for one row."""
        seen: set[str] = set()
        for form in self.forms:
            key = getattr(form, "cleaned_data", {}).get("key")
            if key and not form.cleaned_data.get("DELETE"):
                if key in seen:
                    form.add_error(
                        "key", _("This key is used twice in its list. Name one of the two differently.")
                    )
                seen.add(key)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.label_suffix = ""
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take this row out")


def rows_of(form: type[forms.Form]) -> type[Rows]:
    """A table of such rows with one empty one at its end."""
    limits = {"max_num": 60, "validate_max": True, "absolute_max": 80}
    return formset_factory(form, formset=Rows, extra=1, can_delete=True, can_delete_extra=False, **limits)
