"""What happened to a dossier, step by step, for those entitled; and its submissions."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.access import can_read_draft
from evidence.models import Demand, Dossier, Submission
from evidence.queries.history_words import act_of, objects_of
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
    """One act, or several alike in a row (`times`, from `first` to `last`) by one person: on one star, or any
    number of decisions on a report. `label`: what was done, `target`: to what, both in words."""

    action: str
    who: str
    label: str
    star: str
    target: str
    reason: str
    digest: str
    first: datetime.datetime
    last: datetime.datetime
    times: int

    @property
    def counted(self) -> bool:
        """Whether the number of times is told beside the label."""
        return self.times > 1 and self.action != Action.REPORT_DECIDED

    @property
    def lasted(self) -> bool:
        """Whether it began in an earlier minute than it ended."""
        began, ended = (moment.replace(second=0, microsecond=0) for moment in (self.first, self.last))
        return began != ended


def timeline(user, dossier: Dossier) -> list[Step]:
    """Newest first. The township does not see the village's work before it is handed in, nor the village
    a reviewer's notes before the dossier is signed."""
    titles = {d.key: d.title for d in dossier.entry.round.table.dimensions}
    events = Event.objects.filter(entry_id=dossier.entry_id).order_by("pk")
    groups: list[list[Event]] = []
    for event in shown_to(user, dossier, list(events)):
        if groups and alike(groups[-1][-1], event):
            groups[-1].append(event)
        else:
            groups.append([event])
    return [step_of(group, titles) for group in reversed(groups)]


def shown_to(user, dossier: Dossier, events: list[Event]) -> Iterable[Event]:
    if can_read_draft(user, dossier):
        sent = sent_demands(dossier)
        told = dossier.state == DossierState.SIGNED
        return [e for e in events if e.data.get("demand") in sent or not reviewers_own(e, told)]
    handed_in = max((e.pk for e in events if e.action == Action.SUBMITTED), default=0)
    applied = set(dossier.entry.target or ())
    return [e for e in events if e.action not in VILLAGE_WORK or was_handed_in(e, handed_in, applied)]


def reviewers_own(event: Event, signed: bool) -> bool:
    """What the village does not read: demands that were never sent, and verdicts before the stars are signed."""
    about_demand = event.action in (Action.DEMAND_MADE, Action.DEMAND_DROPPED)
    return event.action in REVIEWERS_OWN and (about_demand or not signed)


def was_handed_in(event: Event, handed_in: int, applied: set[str]) -> bool:
    """Work on a star that was not applied for, or after the last submission, stays with the village."""
    return event.pk <= handed_in and (not event.dimension or event.dimension in applied)


def sent_demands(dossier: Dossier) -> set[int]:
    sent = Demand.objects.filter(section__dossier=dossier).exclude(sent_with=None)
    return set(sent.values_list("pk", flat=True))


def alike(before: Event, after: Event) -> bool:
    if (before.action, before.actor_name) != (after.action, after.actor_name):
        return False
    if after.action == Action.REPORT_DECIDED:
        return True
    plain = not (before.reason or after.reason or after.data.get("digest"))
    return plain and stars_of(before) == stars_of(after)


def stars_of(event: Event) -> list[str]:
    return [event.dimension] if event.dimension else event.data.get("stars", [])


def step_of(events: list[Event], titles: dict[str, str]) -> Step:
    first, last = events[0], events[-1]
    stars = dict.fromkeys(key for event in events for key in stars_of(event))
    return Step(
        action=last.action,
        who=last.actor_name,
        label=act_of(events),
        star="、".join(titles.get(key, key) for key in stars),
        target=objects_of(events),
        reason=last.reason,
        digest=last.data.get("digest", ""),
        first=first.at,
        last=last.at,
        times=len(events),
    )


def submissions(dossier: Dossier) -> list[Submission]:
    """All of them, newest first, without their contents."""
    rows = dossier.submissions.select_related("submitted_by").defer("content", "salts")
    return list(rows.order_by("-number"))


def submission_numbered(dossier: Dossier, number: int) -> Submission | None:
    return dossier.submissions.select_related("submitted_by").defer("salts").filter(number=number).first()
