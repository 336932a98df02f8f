"""Forms of the village's list: one subject, and a file with many."""

from django import forms
from django.utils.translation import gettext_lazy as _

from stars.models import Subject
from stars.queries.subjects import find_household
from stars.services.subject_checks import UNSAID, SubjectValues
from stars.subject_errors import WrongHousehold

Kind = Subject.Kind
LEVELS = [("", _("First rating")), *((level, f"{level} ★") for level in range(6))]
NAMES = {
    Kind.HOUSEHOLD: _("Name of the head of the household"),
    Kind.BUSINESS: _("Name of the business"),
    Kind.ORGANISATION: _("Name of the organisation"),
}


class SubjectForm(forms.Form):
    """The fields that a subject of this kind has, under this table. `level`: whether the level before can be said."""

    name = forms.CharField(label=_("Name of the person"), max_length=100)
    group = forms.CharField(label=_("Villagers' group"), max_length=40, required=False)
    number = forms.CharField(label=_("Household number"), max_length=20, required=False)
    alias = forms.CharField(
        label=_("A word that tells namesakes apart (may stay empty)"), max_length=40, required=False
    )
    home_group = forms.CharField(label=_("His household: villagers' group"), max_length=40, required=False)
    home_number = forms.CharField(label=_("His household: number"), max_length=20, required=False)
    previous_level = forms.TypedChoiceField(
        label=_("Level before"), choices=LEVELS, coerce=int, empty_value=None, required=False
    )
    lifetime = forms.BooleanField(label=_("Holds five stars for life"), required=False)
    people = forms.TypedMultipleChoiceField(
        label=_("Accounts whose own this is"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, kind: str, table, village, people=(), level: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix, self.kind, self.village = "", kind, village
        self.fields["name"].label = NAMES.get(kind, self.fields["name"].label)
        self.fields["people"].choices = [(one.pk, str(one)) for one in people]
        for name in self._unwanted(table, level):
            del self.fields[name]

    def _unwanted(self, table, level: bool) -> list[str]:
        unwanted = [] if self.kind == Kind.HOUSEHOLD else ["number"]
        unwanted += ["alias"] if self.kind in (Kind.HOUSEHOLD, Kind.ORGANISATION) else []
        unwanted += ["group"] if self.kind == Kind.ORGANISATION else []
        unwanted += [] if self.kind == Kind.PERSON else ["home_group", "home_number"]
        unwanted += [] if level and table.step_rule else ["previous_level"]
        unwanted += [] if table.lifetime_level else ["lifetime"]
        return unwanted + ([] if self.fields["people"].choices else ["people"])

    def clean(self):
        row = self.cleaned_data
        group, number = row.get("home_group", ""), row.get("home_number", "")
        row["household"] = find_household(self.village, group, number) if number else None
        if number and row["household"] is None:
            self.add_error("home_number", str(WrongHousehold.message))
        return row

    @property
    def values(self) -> SubjectValues:
        row = self.cleaned_data
        told = {name: row.get(name, "") for name in ("name", "group", "number", "alias")}
        home = row["household"].pk if row["household"] else None
        level = row.get("previous_level", UNSAID)
        return SubjectValues(
            **told, lifetime=row.get("lifetime", False), household_id=home, previous_level=level
        )

    @property
    def user_ids(self) -> list[int] | None:
        return self.cleaned_data["people"] if "people" in self.fields else None


def subject_initial(subject: Subject, entry) -> dict:
    names = ("name", "group", "number", "alias", "lifetime")
    told = {name: getattr(subject, name) for name in names}
    if subject.household:
        told |= {"home_group": subject.household.group, "home_number": subject.household.number}
    if entry and entry.previous_level is not None:
        told["previous_level"] = entry.previous_level
    return told | {"people": [one.pk for one in subject.people.all()]}


class ListFileForm(forms.Form):
    file = forms.FileField(
        label=_("The list (.xlsx or .csv)"),
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


def answers_typed(data) -> dict[int, dict[str, str]]:
    """Row → what is said of it, for the rows on the page that were answered."""
    found = {}
    for name in data:
        row = name.removeprefix("who-")
        if row != name and row.isdecimal() and len(row) < 8 and data[name]:
            found[int(row)] = {"who": data[name], "word": data.get(f"word-{row}", "")}
    return found
