"""The ledger of benefits: what was handed out on the cards of a village, by provider and period.

In the order of the days. Sums are those of a provider; nobody is counted or compared.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from stars.models import BenefitCard, BenefitGrant, Organisation
from stars.queries.cards import RELATED, cards_of, table_of, terms_of
from stars.queries.levels import in_force_of
from stars.rules.terms import Benefit

NO_PROVIDER = ""


@dataclass(frozen=True)
class GrantRow:
    grant: BenefitGrant
    benefit: Benefit

    @property
    def provider(self) -> str:
        return self.benefit.provider or NO_PROVIDER


@dataclass(frozen=True)
class ProviderSum:
    """What one provider handed out of one benefit; `amount` None where no amount was ever written."""

    provider: str
    benefit: Benefit
    count: int
    amount: Decimal | None


@dataclass(frozen=True)
class Ledger:
    """`rows` and `sums` of the provider asked for; `providers`: all that the period knows."""

    rows: list[GrantRow]
    sums: list[ProviderSum]
    providers: list[str]


def ledger(
    village: Organisation, first: datetime.date, last: datetime.date, provider: str | None = None
) -> Ledger:
    """From `first` to `last`, both included; `provider` None: all. One query."""
    related = tuple(f"card__{name}" for name in RELATED)
    found = BenefitGrant.objects.filter(
        card__award__entry__round__organiser=village, given_on__range=(first, last)
    )
    found = found.select_related(*related, "recorded_by").order_by("given_on", "pk")
    rows = [grant_row(grant) for grant in found]
    providers = sorted({row.provider for row in rows})
    chosen = [row for row in rows if provider is None or row.provider == provider]
    return Ledger(chosen, sums_of(chosen), providers)


def grant_row(grant: BenefitGrant) -> GrantRow:
    """By the book under which the card was won."""
    return GrantRow(grant, next(one for one in table_of(grant.card).benefits if one.key == grant.benefit))


def sums_of(rows: list[GrantRow]) -> list[ProviderSum]:
    """By provider and benefit, in the order of the providers' names; what was struck out does not count."""
    found: dict[tuple[str, str], list[GrantRow]] = {}
    for row in rows:
        if row.grant.struck_on is None:
            found.setdefault((row.provider, row.benefit.key), []).append(row)
    sums = []
    for (provider, _key), group in sorted(found.items()):
        amounts = [row.grant.amount for row in group if row.grant.amount is not None]
        total = sum(amounts, Decimal(0)) if amounts else None
        sums.append(ProviderSum(provider, group[0].benefit, len(group), total))
    return sums


def allowed(card: BenefitCard) -> list[Benefit]:
    """Benefits of the book that the level of this card brings, those that are not logged among them."""
    return [one for one in table_of(card).benefits if one.level <= (card.award.level or 0)]


def valid_days(card: BenefitCard, benefit: Benefit) -> tuple[datetime.date, datetime.date]:
    """From the day of issue to the benefit's own last day; to the card's, where it has no term of its own."""
    own = {term.benefit.key: term.last_day for term in terms_of(card)}
    last = own.get(benefit.key, card.valid_until)
    if card.withdrawn_on is not None:
        last = min(last, card.withdrawn_on)
    return card.issued_on, last


def years_reached(card: BenefitCard, benefit: Benefit, day: datetime.date) -> int:
    """Years in a row at the benefit's level, as they stood on that day."""
    entry = card.award.entry
    standing = in_force_of(entry.round.organiser, entry.subject_id, day)
    return standing.years_in_a_row(benefit.level) if standing else 0


def card_by_number(village: Organisation, number: str) -> BenefitCard | None:
    """Blanks and dashes as they are printed do not count."""
    digits = "".join(sign for sign in number if sign.isdecimal())
    return cards_of(village).filter(number=digits).first() if digits else None


def cards_in_use(village: Organisation) -> QuerySet[BenefitCard]:
    """To choose from: not withdrawn and not over, in the order of the holders."""
    subject = "award__entry__subject__"
    order = tuple(subject + name for name in ("category", "group", "number", "name", "pk"))
    today = timezone.localdate()
    return cards_of(village).filter(withdrawn_on=None, valid_until__gte=today).order_by(*order)


@dataclass(frozen=True)
class CardBenefit:
    """One benefit that the level of a card brings; `first` and `last`: when it may be handed out."""

    benefit: Benefit
    first: datetime.date
    last: datetime.date


def card_benefits_now(card: BenefitCard) -> list[CardBenefit]:
    return [CardBenefit(one, *valid_days(card, one)) for one in allowed(card)]


def grants_on(card: BenefitCard) -> list[GrantRow]:
    rows = list(card.grants.order_by("given_on", "pk"))
    for grant in rows:
        grant.card = card
    return [grant_row(grant) for grant in rows]
