"""Rounds of the five roles that somebody may see."""

from django.db.models import QuerySet

from stars.access import rating_villages_of
from stars.models import Round


def village_rounds(user) -> QuerySet[Round]:
    """Rounds of the villages in whose rating the user has a part, newest first; anything else is a 404."""
    villages = [village.pk for village in rating_villages_of(user)]
    related = ("assessment", "version__rulebook", "organiser__parent__parent")
    return Round.objects.filter(category="", organiser__in=villages).select_related(*related)
