"""Who sits in the leading group: the secretary's page."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.forms.rating_panel import ROLES, SCORING, seat_fields, seats_wanted
from portal.views.common import signed_in, take_step
from portal.views.rating.finding import round_or_404
from portal.views.typed import kept_fields
from stars.access import can_open_rating
from stars.models import Round
from stars.queries.seats import places
from stars.services.panel import EXCUSE_MAX, OPEN_STATES, excuse_seat, set_seats


def secretary_round_or_404(user, round_id: int) -> Round:
    found = round_or_404(user, round_id)
    if not can_open_rating(user, found.organiser):
        raise Http404
    return found


@signed_in(page="panel_seats")
@require_http_methods(["GET", "HEAD", "POST"])
def panel_seats(request, round_id: int):
    found = secretary_round_or_404(request.user, round_id)
    people = places(found)
    if request.method == "POST":
        wanted = seats_wanted(people, request.POST)
        return take_step(
            request,
            lambda: set_seats(actor=request.user, round_id=round_id, seats=wanted),
            back=request.path,
            on=reverse("panel", args=[round_id]),
            done=_("The leading group is set."),
        )
    context = {
        "round": found,
        "rows": seat_fields(people, kept_fields(request, request.path)),
        "roles": ROLES,
        "scoring": SCORING,
        "open": found.assessment.state in OPEN_STATES,
    }
    return render(request, "rating/panel/seats.html", context)


@signed_in(page="panel_excuse")
@require_http_methods(["GET", "HEAD", "POST"])
def panel_excuse(request, round_id: int, seat_id: int):
    """Excuse one seat with a reason, or call it back."""
    found = secretary_round_or_404(request.user, round_id)
    place = next((one for one in places(found) if one.seat and one.seat.pk == seat_id), None)
    if place is None:
        raise Http404
    if request.method == "POST":
        excused, reason = request.POST.get("excused") == "1", request.POST.get("reason", "")
        return take_step(
            request,
            lambda: excuse_seat(
                actor=request.user, round_id=round_id, seat_id=seat_id, excused=excused, reason=reason
            ),
            back=request.path,
            on=reverse("panel", args=[round_id]),
            done=_("The seat is excused.") if excused else _("The seat scores again."),
        )
    context = {
        "round": found,
        "seat": place.seat,
        "reason": kept_fields(request, request.path).get("reason", ""),
        "limit": EXCUSE_MAX,
        "open": found.assessment.state in OPEN_STATES,
    }
    return render(request, "rating/panel/excuse.html", context)
