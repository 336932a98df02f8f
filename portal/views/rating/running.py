"""The round and a category of its book for the pages of clerk and secretary, or 404."""

from django.http import Http404

from portal.views.rating.finding import round_or_404
from stars.access import can_run_rating
from stars.models import Round
from stars.rules.book import Category


def run_round_or_404(user, round_id: int) -> Round:
    """As round_or_404; for everybody but clerk and secretary such a page does not exist."""
    found = round_or_404(user, round_id)
    if not can_run_rating(user, found.organiser):
        raise Http404
    return found


def table_or_404(round: Round, category: str) -> Category:
    """The category of the round's book."""
    table = round.version.book.categories.get(category)
    if table is None:
        raise Http404
    return table
