"""The village's first screens: its dossiers, and one dossier as ten stars."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from evidence.queries.workspace import board, own_dossiers
from portal.views.common import draft_or_404, signed_in
from stars.access import can_enter_cms, counties_of, townships_of, villages_of


@signed_in
@require_safe
def work(request):
    """Own dossiers by year; a single one opens at once; people of the desk go to their desk."""
    user = request.user
    if not villages_of(user) and (townships_of(user) or counties_of(user)):
        return redirect("desk")
    found = own_dossiers(user)
    years = sorted({dossier.entry.round.year for dossier in found}, reverse=True)
    year = next((y for y in years if str(y) == request.GET.get("year")), years[0] if years else None)
    cards = [dossier for dossier in found if dossier.entry.round.year == year]
    if len(cards) == 1:
        return redirect("dossier", dossier_id=cards[0].pk)
    context = {"cards": cards, "years": years, "year": year, "villages": villages_of(user)}
    return render(request, "work/work.html", context | {"cms": can_enter_cms(user)})


@signed_in
@require_safe
def dossier(request, dossier_id):
    found = draft_or_404(request.user, dossier_id)
    page = board(request.user, found, timezone.localdate())
    return render(request, "work/dossier.html", {"page": page, "dossier": found})
