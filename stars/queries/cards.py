"""Cards: what a card brings, until when, and who has one."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from stars.models import Award, BenefitCard, Organisation, Round
from stars.queries.levels import levels_in_force
from stars.rules.book import Category
from stars.rules.terms import Benefit
from stars.validity import last_day

RELATED = ("award__entry__subject", "award__entry__round__version__rulebook")


@dataclass(frozen=True)
class Term:
    """One benefit on one card, with its own last day."""

    benefit: Benefit
    last_day: datetime.date


def card_benefits(table: Category, level: int) -> list[Benefit]:
    """What a card of this level is good for: benefits with a term. A level without any has no card."""
    return [one for one in table.benefits if one.level <= level and one.months]


def terms(table: Category, level: int, issued_on: datetime.date) -> list[Term]:
    return [Term(one, last_day(issued_on, one.months or 0)) for one in card_benefits(table, level)]


def card_last_day(table: Category, level: int, issued_on: datetime.date) -> datetime.date:
    """A card is good as long as its longest benefit; each benefit ends on its own day. ValueError where there is none."""
    return max(term.last_day for term in terms(table, level, issued_on))


def table_of(card: BenefitCard) -> Category:
    return card.award.entry.table


def terms_of(card: BenefitCard) -> list[Term]:
    return terms(table_of(card), card.award.level or 0, card.issued_on)


def is_valid(card: BenefitCard, day: datetime.date) -> bool:
    return card.withdrawn_on is None and day <= card.valid_until


def cards_of(village: Organisation) -> QuerySet[BenefitCard]:
    """Every card that the village has issued, with holder and rulebook."""
    return BenefitCard.objects.filter(award__entry__round__organiser=village).select_related(*RELATED)


@dataclass(frozen=True)
class CardRow:
    """One level with card benefits. `card`: not withdrawn, may be over; `lost`: those withdrawn before it;
    `in_force`: no newer round has taken its place."""

    award: Award
    card: BenefitCard | None
    lost: list[BenefitCard]
    in_force: bool
    valid: bool

    @property
    def can_issue(self) -> bool:
        return self.in_force and self.card is None


def card_rows(round: Round, day: datetime.date) -> list[CardRow]:
    """In the order of the subjects. Five queries, whatever their number."""
    current = {one.award.pk for one in levels_in_force(round.organiser, day)}
    cards: dict[int, list[BenefitCard]] = defaultdict(list)
    for card in BenefitCard.objects.filter(award__entry__round=round).order_by("pk"):
        cards[card.award_id].append(card)
    order = tuple(f"entry__subject__{name}" for name in ("category", "group", "number", "name", "pk"))
    found = Award.objects.filter(entry__round=round, dimension=Award.LEVEL).select_related("entry__subject")
    rows = []
    for award in found.order_by(*order):
        award.entry.round = round
        if card_benefits(award.entry.table, award.level or 0):
            rows.append(card_row(award, cards[award.pk], award.pk in current, day))
    return rows


def card_row(award: Award, cards: list[BenefitCard], in_force: bool, day: datetime.date) -> CardRow:
    for card in cards:
        card.award = award
    kept = next((card for card in cards if card.withdrawn_on is None), None)
    lost = [card for card in cards if card.withdrawn_on is not None]
    return CardRow(award, kept, lost, in_force, kept is not None and is_valid(kept, day))


@dataclass(frozen=True)
class PublicCard:
    """All that a stranger with the card in his hand is told."""

    level: int
    valid_until: datetime.date


def public_card(code: str, day: datetime.date) -> PublicCard | None:
    """None for a card that is over or withdrawn, without a word which, and for a code that no card has."""
    card = BenefitCard.objects.select_related("award").filter(code=code).first()
    if card is None or not is_valid(card, day) or card.award.withdrawn_on is not None:
        return None
    return PublicCard(card.award.level or 0, card.valid_until)


def knows_card(code: str) -> bool:
    return BenefitCard.objects.filter(code=code).exists()
