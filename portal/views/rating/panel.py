"""The leading group at work: who sits in it, how far it is, and how its scores lie."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.views.common import signed_in
from portal.views.rating.finding import round_or_404
from stars.access import can_open_rating, can_read_scores, can_run_rating
from stars.assessing import AssessmentState
from stars.models import Round
from stars.queries.panel import panel_page
from stars.queries.spread import spread_page
from stars.rules.book import Category
from stars.services.panel import OPEN_STATES


def panel_round_or_404(user, round_id: int) -> Round:
    found = round_or_404(user, round_id)
    if not can_read_scores(user, found.organiser):
        raise Http404
    return found


def category_or_404(round: Round, key: str) -> Category:
    found = round.version.book.categories.get(key)
    if found is None:
        raise Http404
    return found


@signed_in
@require_safe
def panel(request, round_id: int):
    found = panel_round_or_404(request.user, round_id)
    state, page = found.assessment.state, panel_page(request.user, found)
    context = {
        "round": found,
        "page": page,
        "may_print": page.my_seat is not None or can_run_rating(request.user, found.organiser),
        "scoring": state == AssessmentState.ASSESSING,
        "may_set": can_open_rating(request.user, found.organiser) and state in OPEN_STATES,
    }
    return render(request, "rating/panel/panel.html", context)


@signed_in
@require_safe
def panel_category(request, round_id: int, category: str):
    """How the scores of one category lie, entry by entry."""
    found = panel_round_or_404(request.user, round_id)
    table = category_or_404(found, category)
    page = spread_page(request.user, found, table, request.GET.get("page"))
    return render(request, "rating/panel/category.html", {"round": found, "category": table, "page": page})
