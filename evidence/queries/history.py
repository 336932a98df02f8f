"""What happened to a dossier, step by step, for those entitled; and its submissions."""

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.access import can_read_draft
from evidence.models import Demand, Dossier, Submission, Verdict
from evidence.states import DossierState
from stars.actions import Action
from stars.models import Event

# Until sign-off a reviewer's verdicts and unsent demands are his own notes: the village reads what was returned.
REVIEWERS_OWN = frozenset(
    {Action.JUDGED, Action.DEMAND_MADE, Action.DEMAND_DROPPED, Action.PROPOSED, Action.PROPOSAL_DECLINED}
)
VILLAGE_WORK = Action.contributing() - REVIEWERS_OWN - {Action.SUBMITTED, Action.RETURNED}


@dataclass(frozen=True)
class Step:
    """One act, or several alike in a row (`times`, from `first` to `last`) by one person on one star."""

    action: str
    who: str
    star: str
    target: str
    reason: str
    digest: str
    first: object
    last: object
    times: int = 1

    @property
    def label(self):
        return Action(self.action).label


def timeline(user, dossier: Dossier) -> list[Step]:
    """Newest first. The township does not see the village's work before it is handed in, nor the village
    a reviewer's notes before the dossier is signed."""
    titles = {d.key: d.title for d in dossier.entry.round.table.dimensions}
    events = Event.objects.filter(entry_id=dossier.entry_id).order_by("pk")
    steps: list[Step] = []
    for event in shown_to(user, dossier, list(events)):
        step = step_of(event, titles)
        if steps and alike(steps[-1], step):
            step = joined(steps.pop(), step)
        steps.append(step)
    return steps[::-1]


def shown_to(user, dossier: Dossier, events: list[Event]) -> Iterable[Event]:
    if dossier.state == DossierState.SIGNED:
        return events
    if can_read_draft(user, dossier):
        sent = sent_demands(dossier)
        return [e for e in events if e.action not in REVIEWERS_OWN or e.data.get("demand") in sent]
    handed_in = max((e.pk for e in events if e.action == Action.SUBMITTED), default=0)
    return [e for e in events if e.pk <= handed_in or e.action not in VILLAGE_WORK]


def sent_demands(dossier: Dossier) -> set[int]:
    sent = Demand.objects.filter(section__dossier=dossier).exclude(sent_with=None)
    return set(sent.values_list("pk", flat=True))


def what_of(event: Event) -> str:
    """The object of the act; of a verdict, which one it was."""
    outcome = event.data.get("outcome") if event.action == Action.JUDGED else None
    return str(Verdict.Outcome(outcome).label) if outcome else event.target


def step_of(event: Event, titles: dict[str, str]) -> Step:
    stars = [event.dimension] if event.dimension else event.data.get("stars", [])
    return Step(
        action=event.action,
        who=event.actor_name,
        star="、".join(titles.get(key, key) for key in stars),
        target=what_of(event),
        reason=event.reason,
        digest=event.data.get("digest", ""),
        first=event.at,
        last=event.at,
    )


def alike(before: Step, after: Step) -> bool:
    same = (before.action, before.who, before.star) == (after.action, after.who, after.star)
    return same and not after.reason and not before.reason and not after.digest


def joined(before: Step, after: Step) -> Step:
    names = [before.target] if after.target in before.target.split("、") else [before.target, after.target]
    values = {**after.__dict__, "first": before.first, "times": before.times + 1}
    return Step(**{**values, "target": "、".join(filter(None, names))})


def submissions(dossier: Dossier) -> list[Submission]:
    """All of them, newest first, without their contents."""
    rows = dossier.submissions.select_related("submitted_by").defer("content", "salts")
    return list(rows.order_by("-number"))


def submission_numbered(dossier: Dossier, number: int) -> Submission | None:
    return dossier.submissions.select_related("submitted_by").defer("salts").filter(number=number).first()
