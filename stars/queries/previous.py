"""The level before: what a subject holds from an earlier round by the same rulebook."""

from django.db.models import Q, QuerySet

from stars.assessing import SETTLED
from stars.models import Round
from stars.queries.standing import standing_results


def earlier_rounds(round: Round) -> QuerySet[Round]:
    """Settled rounds of the same village by the same rulebook, the newest first."""
    before = Q(year__lt=round.year) | Q(year=round.year, half__lt=round.half or 0)
    same = Round.objects.filter(category="", organiser=round.organiser_id)
    same = same.filter(version__rulebook=round.version.rulebook_id, assessment__state__in=SETTLED)
    return same.filter(before).order_by("-year", "-half")


def previous_levels(round: Round) -> dict[int, int]:
    """Subject → level in the newest earlier round in which he has one; three queries an earlier round."""
    found: dict[int, int] = {}
    for earlier in earlier_rounds(round):
        for result in standing_results(earlier):
            if result.level is not None:
                found.setdefault(result.entry.subject_id, result.level)
    return found
