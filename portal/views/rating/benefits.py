"""The ledger of benefits: read by provider and period, written line by line, struck out with a reason."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.forms.rating_filing_benefits import CardForm, GrantForm, PeriodForm
from portal.views.common import signed_in, take_step
from portal.views.rating.cards import card_or_404
from portal.views.rating.filing import run_round_or_404
from portal.views.typed import forget_typed, kept_fields
from stars.errors import Refusal
from stars.models import BenefitCard, BenefitGrant
from stars.queries.benefits import GrantRow, card_benefits_now, cards_in_use, grant_row, ledger
from stars.services.benefits import REASON_MAX, record_benefit, strike_benefit

LINES_A_PAGE = 100


@signed_in(page="benefits")
@require_http_methods(["GET", "HEAD", "POST"])
def benefits(request, round_id: int):
    """The ledger of the village, on the cards of all its rounds. A post chooses the card for a new line."""
    found = run_round_or_404(request.user, round_id)
    cards = cards_in_use(found.organiser)
    choosing = CardForm(posted(request), village=found.organiser, cards=cards)
    if request.method == "POST" and choosing.is_valid():
        return redirect("benefit_new", choosing.cleaned_data["card"].pk)
    period = PeriodForm(request.GET)
    page = ledger(found.organiser, *period.period, period.provider_chosen)
    context = {
        "round": found,
        "form": choosing,
        "period": period,
        "provider": period.provider_chosen,
        "page": page,
        "lines": Paginator(page.rows, LINES_A_PAGE).get_page(request.GET.get("page")),
        "query": (query := asked(request)),
        "more": f"&{query}" if query else "",
    }
    status = 422 if choosing.errors or period.errors else 200
    return render(request, "rating/cards/benefits.html", context, status=status)


def posted(request):
    """Also a post without a single field is one."""
    return request.POST if request.method == "POST" else None


def asked(request) -> str:
    """The period and provider in the address, without the page."""
    told = request.GET.copy()
    told.pop("page", None)
    return told.urlencode()


@signed_in(page="benefit_new")
@require_http_methods(["GET", "HEAD", "POST"])
def benefit_new(request, card_id: int):
    """One line on one card. What is not written down per person stands beside, and why."""
    card = card_or_404(request.user, card_id)
    offered = card_benefits_now(card)
    choices = [one for one in offered if not one.benefit.unlogged]
    typed = kept_fields(request, request.path)
    form = GrantForm(posted(request), benefits=[one.benefit for one in choices], initial=typed)
    if request.method == "POST" and form.is_valid() and record(request, card, form):
        return redirect("benefits", card.award.entry.round_id)
    unlogged = [one for one in offered if one.benefit.unlogged]
    context = {"round": card.award.entry.round, "card": card, "form": form}
    context |= {"choices": choices, "unlogged": unlogged}
    return render(request, "rating/cards/benefit_new.html", context, status=422 if form.errors else 200)


def record(request, card: BenefitCard, form: GrantForm) -> bool:
    try:
        record_benefit(actor=request.user, card_id=card.pk, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(getattr(refusal, "field", None) or None, str(refusal.message))
        return False
    forget_typed(request)
    return True


def grant_or_404(user, grant_id: int) -> GrantRow:
    """A line of a village in which the user is clerk or secretary."""
    grant = get_object_or_404(BenefitGrant, pk=grant_id)
    grant.card = card_or_404(user, grant.card_id)
    return grant_row(grant)


@signed_in(page="benefit_strike")
@require_http_methods(["GET", "HEAD", "POST"])
def benefit_strike(request, grant_id: int):
    """One line, to be struck out with a reason."""
    row = grant_or_404(request.user, grant_id)
    round_ = row.grant.card.award.entry.round
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        return take_step(
            request,
            lambda: strike_benefit(actor=request.user, grant_id=grant_id, reason=reason),
            back=request.path,
            on=reverse("benefits", args=[round_.pk]),
            done=_("Struck out. The line stays readable with your reason and is in no sum."),
        )
    typed = kept_fields(request, request.path)
    context = {"round": round_, "row": row, "typed": typed, "limit": REASON_MAX}
    return render(request, "rating/cards/benefit_strike.html", context)
