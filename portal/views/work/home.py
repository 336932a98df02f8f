"""The village's first screens: its dossiers, and one dossier as ten stars."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from evidence.queries.workspace import board, own_dossiers
from portal.views.common import draft_or_404, signed_in
from stars.access import can_enter_cms, counties_of, rating_villages_of, townships_of, villages_of
from stars.queries.rating_rounds import village_rounds


@signed_in
@require_safe
def work(request):
    """Own dossiers and rounds of the five roles by year; a single dossier opens at once. People of the desk go to
    their desk, who only scores or counts to the rounds."""
    user = request.user
    if not villages_of(user) and (townships_of(user) or counties_of(user)):
        return redirect("desk")
    if not villages_of(user) and rating_villages_of(user):
        return redirect("rating")
    found = own_dossiers(user)
    rounds = list(village_rounds(user)) if rating_villages_of(user) else []
    held = {dossier.entry.round.year for dossier in found} | {one.year for one in rounds}
    years = sorted(held, reverse=True)
    year = next((y for y in years if str(y) == request.GET.get("year")), years[0] if years else None)
    cards = [dossier for dossier in found if dossier.entry.round.year == year]
    if len(cards) == 1 and not rounds:
        return redirect("dossier", dossier_id=cards[0].pk)
    context = {"cards": cards, "years": years, "year": year, "villages": villages_of(user)}
    context |= {"rounds": [one for one in rounds if one.year == year], "cms": can_enter_cms(user)}
    return render(request, "work/work.html", context)


@signed_in
@require_safe
def dossier(request, dossier_id):
    found = draft_or_404(request.user, dossier_id)
    page = board(request.user, found, timezone.localdate())
    return render(request, "work/dossier.html", {"page": page, "dossier": found})
