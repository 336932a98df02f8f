"""One round as the nine steps of its flow: where each stands, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stars.assessing import SETTLED, AssessmentState
from stars.models import Posting, Round
from stars.queries.overview_facts import Facts, overview_facts
from stars.queries.overview_next import NextStep, next_step

S = AssessmentState
# Icons of the task list: a ring, a half ring, a clock, a flag, a tick.
NOT_YET, UNDER_WAY, WAITING, RETURNED, DONE = "not_started", "filling", "waiting", "returned", "meets"
PAST_PREPARING = frozenset(S.values) - {S.PREPARING}
PAST_ASSESSING = PAST_PREPARING - {S.ASSESSING}
WITH_RESULTS = frozenset({S.POSTED, S.FILED, S.CHECKED, S.RETURNED}) | SETTLED
TITLES = {
    "subjects": gettext_lazy("Subjects"),
    "targets": gettext_lazy("Targets of this round"),
    "meetings": gettext_lazy("Meetings and ballots"),
    "panel": gettext_lazy("Scores of the leading group"),
    "results": gettext_lazy("Results of the round"),
    "postings": gettext_lazy("Posting"),
    "filing": gettext_lazy("Filing with the township"),
    "cards": gettext_lazy("Levels in force and cards"),
    "goals": gettext_lazy("Targets of the rulebook"),
}


@dataclass(frozen=True)
class StepRow:
    """`key` is the name of the address too; `label`: its state in a word, `told`: what stands there now."""

    key: str
    state: str
    label: str
    told: str = ""

    @property
    def title(self) -> str:
        return str(TITLES[self.key])


@dataclass(frozen=True)
class Overview:
    round: Round
    facts: Facts
    steps: tuple[StepRow, ...]
    next_step: NextStep


def overview(user, round: Round) -> Overview:
    """Eleven queries whatever the size of the round."""
    facts = overview_facts(round)
    return Overview(round, facts, tuple(STEPS[key](facts) for key in TITLES), next_step(user, round, facts))


def subjects_row(facts: Facts) -> StepRow:
    present = facts.sum("present")
    told = _("%(entries)d in the round, %(present)d on the village's list") % {
        "entries": facts.entries,
        "present": present,
    }
    if facts.imports:
        told += "；" + ngettext(
            "%d list waits to be confirmed", "%d lists wait to be confirmed", facts.imports
        ) % (facts.imports)
    if not facts.preparing:
        return StepRow("subjects", DONE, _("Finished"), told)
    return StepRow("subjects", UNDER_WAY if present else NOT_YET, begun(present), told)


def begun(something: int) -> str:
    return _("Under way") if something else _("Not begun")


def targets_row(facts: Facts) -> StepRow:
    if not facts.has_targets:
        return StepRow("targets", DONE, _("Not in this rulebook"))
    counts = {name: facts.sum(name) for name in ("with_target", "without_target", "undecided", "refused")}
    parts = [_("%(with_target)d entered, %(without_target)d missing") % counts]
    if counts["undecided"]:
        parts.append(_("%d wait for approval") % counts["undecided"])
    if counts["refused"]:
        parts.append(_("%d not approved") % counts["refused"])
    if facts.targets_are_posted:
        parts.append(posting_told(facts, Posting.Kind.TARGETS))
    if facts.applies_himself:
        parts.append(_("%d have not applied yet") % facts.sum("not_applied"))
    if not facts.preparing:
        return StepRow("targets", DONE, _("Finished"), "；".join(parts))
    some = counts["with_target"] + counts["refused"]
    return StepRow("targets", UNDER_WAY if some else NOT_YET, begun(some), "；".join(parts))


def posting_told(facts: Facts, kind: str) -> str:
    posting = facts.postings.get(kind)
    if posting is None:
        return _("not posted yet")
    if posting.taken_down_on:
        return _("taken down")
    day = {"day": date_format(posting.ends_on, "Y-m-d")}
    return (
        _("posted until %(day)s") if posting.ends_on >= facts.today else _("posted, ended on %(day)s")
    ) % day


def meetings_row(facts: Facts) -> StepRow:
    counts = {"open": facts.meetings_open, "closed": facts.meetings_closed}
    told = _("%(closed)d closed, %(open)d still to be held") % counts if any(counts.values()) else ""
    return worked_on("meetings", facts, any(counts.values()), told)


def panel_row(facts: Facts) -> StepRow:
    told = ""
    if facts.seats:
        told = _("%(scored)d of %(seats)d have scored") % {"scored": len(facts.scorers), "seats": facts.seats}
    return worked_on("panel", facts, bool(facts.scorers), told)


def worked_on(key: str, facts: Facts, some: bool, told: str) -> StepRow:
    """A step of the assessment."""
    if facts.state in PAST_ASSESSING:
        return StepRow(key, DONE, _("Finished"), told)
    if facts.preparing and not some:
        return StepRow(key, NOT_YET, _("Not due yet"), told)
    return StepRow(key, UNDER_WAY if some else NOT_YET, begun(some), told)


def results_row(facts: Facts) -> StepRow:
    if facts.state not in PAST_ASSESSING:
        return StepRow("results", NOT_YET, _("Not due yet"))
    if facts.ties:
        told = ngettext(
            "%d tie waits for the leading group", "%d ties wait for the leading group", facts.ties
        )
        return StepRow("results", RETURNED, _("To be decided"), told % facts.ties)
    return StepRow("results", DONE, _("Computed"))


def postings_row(facts: Facts) -> StepRow:
    if facts.state not in WITH_RESULTS:
        return StepRow("postings", NOT_YET, _("Not due yet"))
    told = [posting_told(facts, Posting.Kind.RESULTS)]
    if facts.objections:
        waiting = ngettext("%d objection has no answer", "%d objections have no answer", facts.objections)
        told.append(waiting % facts.objections)
    done = facts.state != S.POSTED
    state = DONE if done else RETURNED if facts.objections else WAITING
    return StepRow("postings", state, _("Finished") if done else _("Under way"), "；".join(told))


FILING = {
    S.FILED: (WAITING, gettext_lazy("With the township")),
    S.CHECKED: (WAITING, gettext_lazy("With the township")),
    S.RETURNED: (RETURNED, gettext_lazy("Returned by the township")),
    S.IN_FORCE: (DONE, gettext_lazy("Accepted by the township")),
    S.ARCHIVED: (DONE, gettext_lazy("Accepted by the township")),
}


def filing_row(facts: Facts) -> StepRow:
    state, label = FILING.get(facts.state, (NOT_YET, gettext_lazy("Not due yet")))
    told = facts.filing.return_reason if facts.filing and facts.state == S.RETURNED else ""
    return StepRow("filing", state, str(label), told)


def cards_row(facts: Facts) -> StepRow:
    if facts.state not in SETTLED:
        return StepRow("cards", NOT_YET, _("Not due yet"))
    told = _("%(awards)d levels, %(cards)d cards") % {"awards": facts.awards, "cards": facts.cards}
    return StepRow("cards", DONE, _("In force"), told)


def goals_row(facts: Facts) -> StepRow:
    if not any(one.table.goals for one in facts.categories):
        return StepRow("goals", DONE, _("Not in this rulebook"))
    if facts.state in PAST_ASSESSING:
        return StepRow("goals", DONE, _("To be read"))
    return StepRow("goals", NOT_YET, _("Not due yet"))


STEPS: dict[str, Callable[[Facts], StepRow]] = {
    "subjects": subjects_row,
    "targets": targets_row,
    "meetings": meetings_row,
    "panel": panel_row,
    "results": results_row,
    "postings": postings_row,
    "filing": filing_row,
    "cards": cards_row,
    "goals": goals_row,
}
