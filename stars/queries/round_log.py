"""What happened in a round of the five roles, step by step, newest first, paged by key."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from stars.access import counties_of, townships_of
from stars.actions import Action
from stars.models import Event, Round
from stars.queries.rating_rounds import village_rounds

PAGE = 100


@dataclass(frozen=True)
class LogPage:
    """`steps`: events with `label`; `older`: the key below which the next page begins, None on the last."""

    steps: list[Event]
    older: int | None


def logged_rounds(user) -> QuerySet[Round]:
    """Rounds whose log the user reads: his village's; what a village has filed, for its township and its county."""
    filed = Round.objects.filter(category="", filings__isnull=False)
    townships = [one.pk for one in townships_of(user)]
    counties = [one.pk for one in counties_of(user)]
    above = filed.filter(organiser__parent__in=townships) | filed.filter(
        organiser__parent__parent__in=counties
    )
    related = ("assessment", "version__rulebook", "organiser__parent__parent")
    keys = Q(pk__in=village_rounds(user).values("pk")) | Q(pk__in=above.values("pk"))
    return Round.objects.filter(keys).select_related(*related)


def log_page(round: Round, *, before: int | None = None) -> LogPage:
    """One query. `before`: only events older than this key."""
    found = Event.objects.filter(round_id=round.pk).order_by("-pk")
    if before is not None:
        found = found.filter(pk__lt=before)
    steps = list(found[: PAGE + 1])
    for step in steps:
        step.label = Action(step.action).label
    older = steps[PAGE - 1].pk if len(steps) > PAGE else None
    return LogPage(steps[:PAGE], older)
