"""What happened in a round of the five roles, step by step, newest first, paged by key."""

from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from stars.access import counties_of, townships_of
from stars.actions import Action
from stars.models import Event, Filing, Round
from stars.queries.rating_rounds import village_rounds

PAGE = 100
# What township and county read of the time after a filing; before the next one the village's work is its own.
TOLD_ABOVE = (
    Action.FILED,
    Action.FILING_CHECKED,
    Action.FILING_RETURNED,
    Action.FILING_ACCEPTED,
    Action.CARD_ISSUED,
)


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
    above = filed.filter(assessment__township__in=townships) | filed.filter(
        assessment__township__parent__in=counties
    )
    related = ("assessment", "version__rulebook", "organiser__parent__parent")
    keys = Q(pk__in=village_rounds(user).values("pk")) | Q(pk__in=above.values("pk"))
    return Round.objects.filter(keys).select_related(*related)


def log_page(round: Round, *, before: int | None = None, above: bool = False) -> LogPage:
    """One query, two for `above`: what township and county read. `before`: only events older than this key."""
    found = Event.objects.filter(round_id=round.pk).order_by("-pk")
    if above:
        found = found.filter(_told_above(round))
    if before is not None:
        found = found.filter(pk__lt=before)
    steps = list(found[: PAGE + 1])
    for step in steps:
        step.label = Action(step.action).label
    older = steps[PAGE - 1].pk if len(steps) > PAGE else None
    return LogPage(steps[:PAGE], older)


def _told_above(round: Round) -> Q:
    """What happened up to the newest filing, and what became of it."""
    newest = Filing.objects.filter(round=round).aggregate(at=Max("filed_at"))["at"]
    told = Q(action__in=TOLD_ABOVE)
    return told | Q(at__lte=newest) if newest else told
