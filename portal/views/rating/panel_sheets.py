"""The leading group's sheet to print: blank, one a seat and category."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.views.common import signed_in
from portal.views.rating.finding import round_or_404
from portal.views.rating.panel import category_or_404
from stars.access import can_run_rating
from stars.queries.panel_sheets import panel_sheet
from stars.queries.seats import seats_of


@signed_in
@require_safe
def panel_sheet_page(request, round_id: int, seat_id: int, category: str):
    """For those who run the rating, and for every seat of the round."""
    found = round_or_404(request.user, round_id)
    seats = seats_of(found)
    may = can_run_rating(request.user, found.organiser) or request.user.pk in {one.user_id for one in seats}
    seat = next((one for one in seats if one.pk == seat_id and one.scores), None)
    if seat is None or not may:
        raise Http404
    sheet = panel_sheet(found, seat, category_or_404(found, category))
    context = {"round": found, "village": found.organiser, "sheet": sheet}
    return render(request, "rating/panel/sheet.html", context)
