"""What the village types about a meeting: its plan, who is present, why it is void."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.forms.desk import DayInput
from stars.models import Meeting, Round
from stars.queries.meeting_scope import groups_of, hands_categories, kinds_of, meeting_categories
from stars.services.meetings import MeetingPlan

Kind, Mode = Meeting.Kind, Meeting.Mode


class PlanForm(forms.Form):
    """Only what the rulebook knows is offered; what does not fit together is said by the service."""

    kind = forms.ChoiceField(label=_("Who meets"), widget=forms.RadioSelect)
    mode = forms.ChoiceField(label=_("How it is decided"), widget=forms.RadioSelect)
    categories = forms.MultipleChoiceField(
        label=_("Who is assessed"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one category to be assessed.")},
    )
    group = forms.ChoiceField(
        label=_("Villagers' group"), required=False, help_text=_("Only where a villagers' group meets.")
    )
    branch = forms.CharField(
        label=_("Branch"), required=False, max_length=40, help_text=_("Only where a branch nominates.")
    )
    title = forms.CharField(
        label=_("Title"), max_length=100, help_text=_("As it will stand on ballots and lists.")
    )
    held_on = forms.DateField(label=_("Day"), widget=DayInput(), initial=timezone.localdate)

    def __init__(self, *args, round: Round, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        kinds = kinds_of(round)
        self.fields["kind"].choices = [(kind, Kind(kind).label) for kind in kinds]
        self.fields["mode"].choices = [(mode, Mode(mode).label) for mode in modes_of(round, kinds)]
        known = meeting_categories(round)
        self.fields["categories"].choices = [(one.key, one.title) for one in known]
        self.fields["group"].choices = [("", "—"), *((name, name) for name in groups_of(round))]
        if Kind.GROUP not in kinds:
            del self.fields["group"]
        if Kind.BRANCH not in kinds:
            del self.fields["branch"]
        for name, only in (("kind", kinds), ("categories", [one.key for one in known])):
            if len(only) == 1:
                self.initial.setdefault(name, only if name == "categories" else only[0])

    @property
    def plan(self) -> MeetingPlan:
        told = self.cleaned_data
        group = {Kind.GROUP: "group", Kind.BRANCH: "branch"}.get(told["kind"], "")
        return MeetingPlan(
            kind=told["kind"],
            mode=told["mode"],
            title=told["title"],
            held_on=told["held_on"],
            categories=tuple(told["categories"]),
            group=told.get(group, "") if group else "",
        )


def modes_of(round: Round, kinds: list[str]) -> list[str]:
    modes = [Mode.PAPER, Mode.SLIPS]
    if hands_categories(round):
        modes.append(Mode.HANDS)
    if Kind.BRANCH in kinds:
        modes.append(Mode.NOMINATION)
    return modes


def plan_values(meeting: Meeting, categories: list[str]) -> dict:
    """A planned meeting as the form shows it."""
    values = {name: getattr(meeting, name) for name in ("kind", "mode", "title", "held_on")}
    place = "branch" if meeting.kind == Kind.BRANCH else "group"
    return values | {"categories": categories, place: meeting.group}


class PresentForm(forms.Form):
    """`names`: a list only where the village wants one."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    due = forms.IntegerField(label=_("Due to attend"), min_value=0, max_value=100_000, required=False)
    present = forms.IntegerField(
        label=_("Present"),
        min_value=0,
        max_value=100_000,
        error_messages={"required": _("Enter how many people are present.")},
    )
    names = forms.CharField(
        label=_("Who was present (may stay empty)"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One name a line. A number is enough; a list is only kept if you want one."),
    )


class CloseVoteForm(forms.Form):
    present = forms.IntegerField(
        label=_("People present who may vote"),
        min_value=0,
        max_value=100_000,
        error_messages={"required": _("Enter how many people are present.")},
    )


class SlipsForm(forms.Form):
    number = forms.IntegerField(
        label=_("How many slips"),
        min_value=1,
        max_value=300,
        help_text=_("No more than people present; those printed before count."),
    )
    anew = forms.BooleanField(
        label=_("The slips that are not used yet are void (they got lost or were printed badly)"),
        required=False,
    )
