"""Cards to print: several on a page of A4."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.forms.work import whole
from portal.qr import qr_svg
from portal.views.common import signed_in
from portal.views.rating.filing import run_round_or_404
from stars.level_words import level_stars
from stars.models import BenefitCard
from stars.queries.cards import card_rows, terms_of


@signed_in
@require_safe
def cards_print(request, round_id: int):
    """Every valid card of the round, or those named by `?card=`."""
    found = run_round_or_404(request.user, round_id)
    wanted = {whole(value) for value in request.GET.getlist("card")}
    valid = [row.card for row in card_rows(found, timezone.localdate()) if row.valid]
    chosen = [card for card in valid if not wanted or card.pk in wanted]
    context = {"round": found, "cards": [printed(request, card) for card in chosen]}
    return render(request, "rating/cards/print.html", context)


def printed(request, card: BenefitCard) -> dict:
    """The card, the QR of its public address, and the benefits that end before it does."""
    address = request.build_absolute_uri(reverse("card_public", args=[card.code]))
    return {
        "card": card,
        "number": f"{card.number[:5]} {card.number[5:]}",
        "stars": level_stars(card.award.level or 0),
        "qr": qr_svg(address, label=_("Whether this card is valid")),
        "shorter": [term for term in terms_of(card) if term.last_day < card.valid_until],
    }
