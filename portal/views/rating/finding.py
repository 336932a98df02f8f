"""What the screens of the five roles share: the round by its address, or 404."""

from django.shortcuts import get_object_or_404

from stars.models import Round
from stars.queries.rating_rounds import village_rounds


def round_or_404(user, round_id: int) -> Round:
    """A round of a village in which the user holds a post, with assessment, rulebook version and village."""
    return get_object_or_404(village_rounds(user), pk=round_id)
