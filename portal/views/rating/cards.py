"""Levels in force, and the cards that are issued for them."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.forms.work import whole
from portal.views.common import signed_in, take_step
from portal.views.rating.filing import run_round_or_404
from portal.views.rating.finding import round_or_404
from portal.views.typed import kept_fields
from stars.access import can_run_rating
from stars.assessing import SETTLED
from stars.models import BenefitCard
from stars.queries.benefits import card_benefits_now, grants_on
from stars.queries.cards import card_rows, cards_of, is_valid
from stars.queries.levels import levels_in_force
from stars.services.cards import REASON_MAX, issue_cards, reissue_card, withdraw_card

LEVELS_A_PAGE = 100


@signed_in
@require_safe
def levels(request, round_id: int):
    """What the subjects of the village hold now. Everybody with a post in the village reads it."""
    found = round_or_404(request.user, round_id)
    held = levels_in_force(found.organiser, timezone.localdate())
    context = {
        "round": found,
        "page": Paginator(held, LEVELS_A_PAGE).get_page(request.GET.get("page")),
        "may_run": can_run_rating(request.user, found.organiser),
    }
    return render(request, "rating/cards/levels.html", context)


@signed_in(page="cards")
@require_http_methods(["GET", "HEAD", "POST"])
def cards(request, round_id: int):
    """Issue to those ticked (`entries`), or to everybody without one (`all`). Who does not run it reads the levels."""
    found = round_or_404(request.user, round_id)
    if request.method == "POST":
        return issue(request, round_id)
    if not can_run_rating(request.user, found.organiser):
        return redirect("levels", round_id)
    rows = card_rows(found, timezone.localdate())
    context = {
        "round": found,
        "rows": rows,
        "without": sum(row.can_issue for row in rows),
        "printable": sum(row.valid for row in rows),
        "settled": found.assessment.state in SETTLED,
    }
    return render(request, "rating/cards/cards.html", context)


def issue(request, round_id: int):
    chosen = [whole(value) for value in request.POST.getlist("entries")]
    entries = None if "all" in request.POST else chosen
    return take_step(
        request,
        lambda: issue_cards(actor=request.user, round_id=round_id, entries=entries),
        back=reverse("cards", args=[round_id]),
        done=_("The cards are issued. Print them now."),
    )


def card_or_404(user, card_id: int) -> BenefitCard:
    """A card of a village in which the user is clerk or secretary."""
    card = get_object_or_404(BenefitCard.objects.values_list("award__entry__round", flat=True), pk=card_id)
    found = run_round_or_404(user, card)
    return cards_of(found.organiser).select_related("issued_by").get(pk=card_id)


@signed_in
@require_safe
def card(request, card_id: int):
    """One card: what it brings until when, and what was handed out on it."""
    found = card_or_404(request.user, card_id)
    context = {
        "round": found.award.entry.round,
        "card": found,
        "valid": is_valid(found, timezone.localdate()),
        "offered": card_benefits_now(found),
        "grants": grants_on(found),
        "limit": REASON_MAX,
        "typed": kept_fields(request, reverse("card_withdraw", args=[card_id])),
        "typed_lost": kept_fields(request, reverse("card_reissue", args=[card_id])),
    }
    return render(request, "rating/cards/card.html", context)


@signed_in(page="card")
@require_POST
def card_withdraw(request, card_id: int):
    card_or_404(request.user, card_id)
    return take_step(
        request,
        lambda: withdraw_card(actor=request.user, card_id=card_id, reason=request.POST.get("reason", "")),
        back=reverse("card", args=[card_id]),
        done=_("Withdrawn. Whoever reads its code is told that it is not valid any more."),
    )


@signed_in(page="card")
@require_POST
def card_reissue(request, card_id: int):
    found = card_or_404(request.user, card_id)
    return take_step(
        request,
        lambda: reissue_card(actor=request.user, card_id=card_id, reason=request.POST.get("reason", "")),
        back=reverse("card", args=[card_id]),
        on=reverse("cards", args=[found.award.entry.round_id]),
        done=_("The lost card is withdrawn and another one issued for the same term. Print it now."),
    )
