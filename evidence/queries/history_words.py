"""What a step of the history was about, in words made from the data of its events."""

import re
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evidence.models import ReportProposal, Verdict
from stars.actions import Action
from stars.models import Event

DECIDED = {
    ReportProposal.Decision.ACCEPTED: gettext_lazy("accepted %d"),
    ReportProposal.Decision.CORRECTED: gettext_lazy("corrected %d"),
    ReportProposal.Decision.DROPPED: gettext_lazy("left out %d"),
}
NAMELESS = re.compile(r"#[0-9]+")  # how files without a caption were logged once


def act_of(events: list[Event]) -> str:
    """What was done; many decisions on one report are counted."""
    label = str(Action(events[0].action).label)
    if events[0].action != Action.REPORT_DECIDED or len(events) == 1:
        return label
    counts = Counter(decision_of(event) for event in events)
    told = _(", ").join(words % counts[one] for one, words in DECIDED.items() if counts[one])
    sentence = ngettext(
        "dealt with %(n)s item of the report: %(told)s",
        "dealt with %(n)s items of the report: %(told)s",
        len(events),
    )
    return sentence % {"n": len(events), "told": told}


def objects_of(events: list[Event]) -> str:
    """What it was done to."""
    action = events[0].action
    if action == Action.NARRATIVE_SAVED:
        return characters_of(events)
    if action == Action.REPORT_DECIDED:
        return decided_of(events[0]) if len(events) == 1 else ""
    words = {Action.FIGURE_SAVED: figure_of, Action.FIGURE_REMOVED: figure_of, Action.JUDGED: verdict_of}
    each = words.get(action, target_of)
    joined = _("; ") if action in (Action.FIGURE_SAVED, Action.FIGURE_REMOVED) else "、"
    return joined.join(filter(None, dict.fromkeys(each(event) for event in events)))


def target_of(event: Event) -> str:
    return "" if NAMELESS.fullmatch(event.target) else event.target


def verdict_of(event: Event) -> str:
    """Which one it was."""
    outcome = event.data.get("outcome")
    return str(Verdict.Outcome(outcome).label) if outcome else event.target


def figure_of(event: Event) -> str:
    """Label and amounts: 路灯：25 盏 → 26 盏."""
    data = event.data
    label = data.get("old_label", event.target)
    named = event.target if label == event.target else f"{label} → {event.target}"
    amounts = [data[side] for side in ("old", "new") if data.get(side)]
    return (
        _("%(name)s: %(what)s") % {"name": named, "what": " → ".join(dict.fromkeys(amounts))}
        if amounts
        else named
    )


def characters_of(events: list[Event]) -> str:
    """How much text came and went."""
    told = [event.data for event in events if "added" in event.data]
    added, removed = (sum(data[side] for data in told) for side in ("added", "removed"))
    words = [
        ngettext("%d character added", "%d characters added", added) % added if added else "",
        ngettext("%d character removed", "%d characters removed", removed) % removed if removed else "",
    ]
    return _(", ").join(filter(None, words))


def decision_of(event: Event) -> ReportProposal.Decision:
    return ReportProposal.Decision(event.data.get("decision", ReportProposal.Decision.ACCEPTED))


def decided_of(event: Event) -> str:
    """The proposal and what became of it."""
    data = event.data
    what = event.target
    if data.get("label"):
        what = f"{data['label']} {data['value']} {data['unit']}".strip()
    elif "characters" in data:
        size = ngettext("%d character", "%d characters", data["characters"]) % data["characters"]
        what = _("%(name)s: %(what)s") % {"name": what, "what": size}
    return f"{what} · {decision_of(event).label}" if "decision" in data else what
