"""Forms of the book as a whole, of one role, one item and one benefit."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.rulebooks_fields import LevelField, LineField, PlainForm, PointsField, article_field
from stars.rules.book import Book, Category, Dimension, Item
from stars.rules.terms import Benefit

EVIDENCE = [
    ("photo", _("photo")),
    ("record", _("record")),
    ("document", _("document")),
    ("figure", _("figure")),
]


class HeadForm(PlainForm):
    title = LineField(label=_("Title"), max_length=200)
    issuer = LineField(label=_("Issued by"), max_length=100)
    period = forms.ChoiceField(
        label=_("Period"), choices=[("year", _("a year")), ("half_year", _("half a year"))]
    )
    note = LineField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is to be confirmed, and by whom"),
    )


class RoleForm(PlainForm):
    title = LineField(label=_("Name"), max_length=100)
    points = PointsField(label=_("Points (empty: not stated)"), required=False)
    article = article_field()


class ItemForm(PlainForm):
    text = LineField(label=_("What is asked"), widget=forms.Textarea(attrs={"rows": 3}))
    points = PointsField(label=_("Points (empty: not stated)"), required=False)
    article = article_field()
    evidence = forms.MultipleChoiceField(
        label=_("What shows it"), choices=EVIDENCE, required=False, widget=forms.CheckboxSelectMultiple
    )
    not_applicable = forms.BooleanField(label=_("It may not apply everywhere"), required=False)
    reading = forms.BooleanField(label=_("It is our reading of the document"), required=False)


class BenefitForm(PlainForm):
    text = LineField(
        label=_("What it is, with its amount"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: boarding, 375 yuan a term"),
    )
    level = LevelField(label=_("From this level"))
    provider = LineField(label=_("Who gives it"), required=False, max_length=100, empty_value=None)
    months = forms.IntegerField(label=_("Valid for … months"), required=False, min_value=1, max_value=240)
    years_in_a_row = forms.IntegerField(
        label=_("Only after … years in a row"), required=False, min_value=1, max_value=20
    )
    article = article_field()
    family = forms.BooleanField(label=_("For the family too"), required=False)
    settled_by_law = forms.BooleanField(
        label=_("The law decides who has it (the linter warns)"), required=False
    )
    unlogged = forms.BooleanField(
        label=_("Handing it out is not kept per person, as with a clinic"), required=False
    )


def shown(form: type[forms.Form], value) -> dict:
    """The form's initial values from a frozen value of the book."""
    found = {name: getattr(value, name) for name in form.base_fields}
    return {name: list(one) if isinstance(one, tuple) else one for name, one in found.items()}


def typed(value, cleaned: dict):
    """The frozen value with what was typed; what no field shows stays. Lists of the same keep their order."""
    told = {}
    for name, found in cleaned.items():
        before = getattr(value, name)
        if isinstance(found, list):
            found = before if set(found) == set(before) else tuple(found)
        told[name] = found
    return replace(value, **told)


def with_category(book: Book, category: Category) -> Book:
    return replace(book, categories={**book.categories, category.key: category})


def with_role(category: Category, role: Dimension) -> Category:
    roles = tuple(role if one.key == role.key else one for one in category.dimensions)
    return replace(category, dimensions=roles)


def in_list(rows: tuple, row) -> tuple:
    """The row in the place of the one with its key, or at the end."""
    if row.key in {one.key for one in rows}:
        return tuple(row if one.key == row.key else one for one in rows)
    return (*rows, row)


def without(rows: tuple, key: str) -> tuple:
    return tuple(one for one in rows if one.key != key)


def free_key(beginning: str, taken: set[str]) -> str:
    """The first of beginning1, beginning2 … that nothing has."""
    return next(key for n in range(1, 1000) if (key := f"{beginning}{n}") not in taken)


def new_item(category: Category, role: Dimension) -> Item:
    taken = {item.key for one in category.dimensions for item in one.items}
    return Item(free_key(f"{role.key}.", taken), "")


def new_benefit(category: Category) -> Benefit:
    return Benefit(free_key("benefit", {one.key for one in category.benefits}), "", 5)
