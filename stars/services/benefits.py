"""One benefit handed out on a card is written down; a line entered by mistake is struck out and stays."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from stars.access import can_run_rating
from stars.actions import Action
from stars.assessing import SETTLED
from stars.errors import ReasonNeeded
from stars.filing_errors import (
    AmountWrong,
    BenefitUnknown,
    BenefitUnlogged,
    DayAhead,
    DayNotValid,
    GivenAlready,
    GiverMissing,
    StruckAlready,
    YearsMissing,
)
from stars.models import Assessment, BenefitCard, BenefitGrant
from stars.queries.benefits import allowed, valid_days, years_reached
from stars.queries.cards import RELATED
from stars.rules.terms import Benefit
from stars.services.assessments import lock_assessment, require_state
from stars.services.fitting import fitting
from stars.services.recording import record
from stars.services.requiring import require
from stars.tracking import save_tracked

GIVER_MAX, REASON_MAX = 60, 200
CENT, MOST = Decimal("0.01"), Decimal("99999999.99")


@transaction.atomic
def record_benefit(
    *,
    actor,
    card_id: int,
    benefit: str,
    given_on: datetime.date,
    given_by: str,
    amount: Decimal | None = None,
    again: bool = False,
) -> BenefitGrant:
    """Kind, day, amount and who handed it out; nothing else is asked about the person. `again`: it is the same as a
    line that is there already, and no slip of the hand."""
    round_id = BenefitCard.objects.values_list("award__entry__round_id", flat=True).get(pk=card_id)
    assessment = _locked(round_id, actor)
    card = BenefitCard.objects.select_related(*RELATED, "award__entry__round__organiser").get(pk=card_id)
    _require_granted(card, _named(card, benefit), given_on)
    _require_amount(amount)
    giver = _giver(given_by)
    told = {"card": card, "benefit": benefit, "given_on": given_on, "amount": amount}
    if not again:
        _refuse_twice(told)
    grant = BenefitGrant(**told, given_by=giver, recorded_by=actor)
    save_tracked(grant, actor=actor, reason=Action.BENEFIT_GIVEN)
    _log(Action.BENEFIT_GIVEN, assessment, grant, actor=actor)
    return grant


@transaction.atomic
def strike_benefit(*, actor, grant_id: int, reason: str) -> BenefitGrant:
    """Entered by mistake: the line stays readable, with the reason, and is in no sum."""
    related = "card__award__entry__round_id"
    assessment = _locked(BenefitGrant.objects.values_list(related, flat=True).get(pk=grant_id), actor)
    grant = BenefitGrant.objects.select_related("card").get(pk=grant_id)
    reason = fitting(reason, REASON_MAX)
    if not reason:
        raise ReasonNeeded
    if grant.struck_on is not None:
        raise StruckAlready
    grant.struck_on, grant.struck_because = timezone.localdate(), reason
    save_tracked(grant, actor=actor, reason=Action.BENEFIT_STRUCK)
    _log(Action.BENEFIT_STRUCK, assessment, grant, actor=actor, reason=reason)
    return grant


def _locked(round_id: int, actor) -> Assessment:
    assessment = lock_assessment(round_id)
    require(can_run_rating(actor, assessment.village))
    require_state(assessment, *SETTLED)
    return assessment


def _named(card: BenefitCard, key: str) -> Benefit:
    found = next((one for one in allowed(card) if one.key == key), None)
    if found is None:
        raise BenefitUnknown
    if found.unlogged:
        raise BenefitUnlogged
    return found


def _require_granted(card: BenefitCard, benefit: Benefit, day: datetime.date) -> None:
    """Not before it happened, within the benefit's own term, and after the years that it asks for."""
    if day > timezone.localdate():
        raise DayAhead
    first, last = valid_days(card, benefit)
    if not first <= day <= last:
        raise DayNotValid(first, last)
    wanted = benefit.years_in_a_row
    if wanted and (reached := years_reached(card, benefit, day)) < wanted:
        raise YearsMissing(wanted, reached)


def _refuse_twice(told: dict) -> None:
    if BenefitGrant.objects.filter(**told, struck_on=None).exists():
        raise GivenAlready


def _giver(text: str) -> str:
    if giver := fitting(text, GIVER_MAX):
        return giver
    raise GiverMissing


def _require_amount(amount: Decimal | None) -> None:
    if amount is None:
        return
    if not amount.is_finite() or not 0 <= amount <= MOST or amount != amount.quantize(CENT):
        raise AmountWrong


def _log(action: Action, assessment: Assessment, grant: BenefitGrant, *, actor, **told) -> None:
    about = {"organisation": assessment.village, "round": assessment.round}
    record(action, actor=actor, **about, target=grant.card.number, benefit=grant.benefit, **told)
