"""The county switches grounds for not being rated on and off."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.views.common import signed_in, take_step
from portal.views.rulebooks.finding import rulebook_or_404
from portal.views.typed import kept_fields
from stars.access import administered_by, can_switch_grounds
from stars.queries.grounds import county_of
from stars.queries.grounds_pages import ground_board, ground_book, open_permissions, switchings
from stars.queries.rulebooks import newest_of
from stars.services.grounds import switch_ground_off, switch_ground_on


@signed_in
@require_safe
def grounds(request):
    """Every rulebook of the county, with how many of its grounds are on."""
    counties = [one for one in administered_by(request.user) if can_switch_grounds(request.user, one)]
    if not counties:
        raise Http404
    boards = [(county, ground_board(county)) for county in counties]
    return render(request, "rulebooks/grounds.html", {"boards": boards})


def switched_or_404(user, rulebook_id: int):
    """(rulebook, county), for an administrator of that county."""
    found = rulebook_or_404(user, rulebook_id)
    county = county_of(found.owner)
    if county is None or found.newest is None or not can_switch_grounds(user, county):
        raise Http404
    return found, county


@signed_in
@require_safe
def rulebook_grounds(request, rulebook_id):
    found, county = switched_or_404(request.user, rulebook_id)
    version = newest_of(found)
    version.rulebook = found
    kept = kept_fields(request, reverse("ground_on", args=[rulebook_id]))
    context = {
        "rulebook": found,
        "county": county,
        "board": ground_book(version, open_permissions(county, [found.pk])),
        "switchings": switchings(county, found),
        "kept": kept,
    }
    return render(request, "rulebooks/rulebook_grounds.html", context)


@signed_in(page="rulebook_grounds")
@require_POST
def ground_on(request, rulebook_id):
    switched_or_404(request.user, rulebook_id)
    clause, basis = request.POST.get("clause", ""), request.POST.get("legal_basis", "")
    told = {"rulebook_id": rulebook_id, "clause": clause, "legal_basis": basis}
    return take_step(
        request,
        lambda: switch_ground_on(actor=request.user, **told),
        back=reverse("rulebook_grounds", args=[rulebook_id]),
        done=_(
            "The ground is switched on for the county's villages. Everybody who reads this page sees why."
        ),
    )


@signed_in(page="rulebook_grounds")
@require_POST
def ground_off(request, rulebook_id):
    switched_or_404(request.user, rulebook_id)
    clause = request.POST.get("clause", "")
    return take_step(
        request,
        lambda: switch_ground_off(actor=request.user, rulebook_id=rulebook_id, clause=clause),
        back=reverse("rulebook_grounds", args=[rulebook_id]),
        done=_("The ground is switched off."),
    )
