"""The forms of one category: what each reads from the book, and the category that comes out of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms import rulebooks_rows as rows
from portal.forms.rulebooks_fields import LevelField, PlainForm, article_field, rows_of
from stars.rules.book import Category
from stars.rules.terms import BallotOption, Goal, Level, Quota, Source, Target

KINDS = [("promote", _("promote")), ("keep", _("keep"))]
MEETINGS = [
    ("representatives", _("village representatives")),
    ("members", _("party members")),
    ("branch", _("a branch that nominates")),
    ("group", _("a villagers' group")),
]


class PostingForm(PlainForm):
    posting_days = forms.IntegerField(
        label=_("Days (0: nothing is posted)"), min_value=0, max_value=365, initial=0
    )
    posting_unit = forms.ChoiceField(
        label=_("Which days count"), choices=[("calendar", _("every day")), ("working", _("working days"))]
    )


class RulesForm(PlainForm):
    step_rule = forms.BooleanField(
        label=_("After the first rating up by one level at most; a fall counts in full"), required=False
    )
    lifetime_level = LevelField(label=_("Level that some hold for life"), required=False)
    hand_vote_level = LevelField(
        label=_("Level that may be given by a show of hands, within the cap"), required=False
    )


class TargetForm(PlainForm):
    kinds = forms.MultipleChoiceField(
        label=_("Which targets are declared (none: no targets)"),
        choices=KINDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    approved = forms.BooleanField(label=_("The branch approves them"), required=False)
    posted = forms.BooleanField(label=_("They are posted"), required=False)
    article = article_field()
    applies_himself = forms.BooleanField(
        label=_("Each applies by himself before the assessment"), required=False
    )


class MeetingsForm(PlainForm):
    meetings = forms.MultipleChoiceField(
        label=_("Which meetings the book knows"),
        choices=MEETINGS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


@dataclass(frozen=True)
class Part:
    """`form`: a form, or a table of rows; `read` gives its initial values; `put` takes what was typed."""

    form: type
    read: Callable[[Category], dict | list[dict]]
    put: Callable[[Category, dict | list[dict]], Category]


def table(row: type[forms.Form], field: str, make: type) -> Part:
    """Rows that are the values of one field of the category."""

    def read(category: Category) -> list[dict]:
        return [vars(value) for value in getattr(category, field)]

    def put(category: Category, typed: list[dict]) -> Category:
        return replace(category, **{field: tuple(make(**row) for row in typed)})

    return Part(rows_of(row), read, put)


def fields(form: type[forms.Form]) -> Part:
    """A form whose fields are fields of the category."""
    names = list(form.base_fields)

    def read(category: Category) -> dict:
        return {name: getattr(category, name) for name in names}

    return Part(form, read, lambda category, typed: replace(category, **typed))


def read_target(category: Category) -> dict:
    found = vars(category.target) if category.target else {"kinds": ()}
    return found | {"kinds": list(found["kinds"]), "applies_himself": category.applies_himself}


def put_target(category: Category, typed: dict) -> Category:
    """Without a kind there is no target at all. The kinds stay in the book's own order."""
    himself = typed["applies_himself"]
    if not typed["kinds"]:
        return replace(category, target=None, applies_himself=himself)
    kinds = in_order(category.target.kinds if category.target else (), typed["kinds"])
    target = Target(kinds, typed["approved"], typed["posted"], typed["article"])
    return replace(category, target=target, applies_himself=himself)


def put_rules(category: Category, typed: dict) -> Category:
    return replace(category, **typed | {"step_rule": "one_level_up" if typed["step_rule"] else None})


def in_order(before: tuple[str, ...], ticked: list[str]) -> tuple[str, ...]:
    """What was there keeps its place; what is new follows."""
    kept = [one for one in before if one in ticked]
    return tuple(kept + [one for one in ticked if one not in kept])


def put_meetings(category: Category, typed: dict) -> Category:
    return replace(category, meetings=in_order(category.meetings, typed["meetings"]))


PARTS = {
    "levels": table(rows.LevelRow, "levels", Level),
    "sources": table(rows.SourceRow, "sources", Source),
    "ballot": table(rows.BallotRow, "ballot", BallotOption),
    "meetings": Part(MeetingsForm, lambda category: {"meetings": list(category.meetings)}, put_meetings),
    "quotas": table(rows.QuotaRow, "quotas", Quota),
    "rules": Part(RulesForm, fields(RulesForm).read, put_rules),
    "goals": table(rows.GoalRow, "goals", Goal),
    "target": Part(TargetForm, read_target, put_target),
    "posting": fields(PostingForm),
}
