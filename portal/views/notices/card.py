"""What a stranger learns from the code on a card: level and last day, or that it is not valid any more. No name, no
village, no reason, and no difference between a card that is over and one that was withdrawn."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stars.queries.cards import knows_card, public_card


@require_safe
def card_public(request, code: str):
    told = public_card(code, timezone.localdate())
    status = 200 if told or knows_card(code) else 404
    answer = render(request, "notices/card.html", {"card": told, "known": status == 200}, status=status)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
