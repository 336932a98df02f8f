"""Cards are issued, withdrawn with a reason, and reissued after a loss."""

import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from stars.access import can_run_rating
from stars.actions import Action
from stars.assessing import SETTLED
from stars.errors import ReasonNeeded
from stars.filing_errors import NoCardBenefits, NothingToIssue, NotInForceNow, TermOver, WithdrawnAlready
from stars.models import Assessment, BenefitCard
from stars.queries.cards import CardRow, card_last_day, card_rows
from stars.services.assessments import lock_assessment, require_state
from stars.services.fitting import fitting
from stars.services.recording import record
from stars.services.requiring import require
from stars.tracking import save_tracked

REASON_MAX = 200
DIGITS, CODE_BYTES = 10, 16


@transaction.atomic
def issue_cards(*, actor, round_id: int, entries: Sequence[int] | None = None) -> list[BenefitCard]:
    """For the entries chosen, or for everybody whose level has a card and who has none yet (None)."""
    assessment = _locked(round_id, actor)
    rows = card_rows(assessment.round, timezone.localdate())
    if not rows:
        raise NoCardBenefits
    if entries is not None:
        rows = [row for row in rows if row.award.entry_id in set(entries)]
        if any(not row.in_force for row in rows):
            raise NotInForceNow
    wanted = [row for row in rows if row.can_issue]
    if not wanted:
        raise NothingToIssue
    cards = [_issue(row, actor=actor) for row in wanted]
    _log(Action.CARD_ISSUED, assessment, actor=actor, cards=len(cards))
    return cards


@transaction.atomic
def withdraw_card(*, actor, card_id: int, reason: str) -> BenefitCard:
    """From this moment on whoever reads its code is told that it is not valid any more. Why stands at the card and
    not in the log, which others read."""
    assessment, card = _locked_card(card_id, actor)
    _withdraw(card, reason, actor=actor)
    _log(Action.CARD_WITHDRAWN, assessment, actor=actor, target=card.number)
    return card


@transaction.atomic
def reissue_card(*, actor, card_id: int, reason: str) -> BenefitCard:
    """A card that was lost is withdrawn, and another takes its place for the same term: not a day longer."""
    assessment, lost = _locked_card(card_id, actor)
    _withdraw(lost, reason, actor=actor)
    row = next(
        one for one in card_rows(assessment.round, timezone.localdate()) if one.award.pk == lost.award_id
    )
    card = _issue(row, actor=actor)
    target = f"{lost.number} → {card.number}"
    _log(Action.CARD_ISSUED, assessment, actor=actor, cards=1, target=target)
    return card


def _locked(round_id: int, actor) -> Assessment:
    assessment = lock_assessment(round_id)
    require(can_run_rating(actor, assessment.village))
    require_state(assessment, *SETTLED)
    return assessment


def _locked_card(card_id: int, actor) -> tuple[Assessment, BenefitCard]:
    place = BenefitCard.objects.values_list("award__entry__round_id", flat=True)
    assessment = _locked(place.get(pk=card_id), actor)
    return assessment, BenefitCard.objects.get(pk=card_id)


def _issue(row: CardRow, *, actor) -> BenefitCard:
    """Whoever had a card for this level before gets the rest of its term."""
    today, award = timezone.localdate(), row.award
    issued_on = row.lost[0].issued_on if row.lost else today
    valid_until = card_last_day(award.entry.table, award.level or 0, issued_on)
    if valid_until < today:
        raise TermOver(valid_until)
    told = {"number": _number(), "code": secrets.token_hex(CODE_BYTES), "issued_by": actor}
    card = BenefitCard(award=award, issued_on=issued_on, valid_until=valid_until, **told)
    save_tracked(card, actor=actor, reason=Action.CARD_ISSUED)
    return card


def _number() -> str:
    """Drawn, so that it says nothing of village, household or order; short enough to be typed from a card."""
    while True:
        number = str(secrets.randbelow(9 * 10 ** (DIGITS - 1)) + 10 ** (DIGITS - 1))
        if not BenefitCard.objects.filter(number=number).exists():
            return number


def _withdraw(card: BenefitCard, reason: str, *, actor) -> None:
    reason = fitting(reason, REASON_MAX)
    if not reason:
        raise ReasonNeeded
    if card.withdrawn_on is not None:
        raise WithdrawnAlready
    card.withdrawn_on, card.withdrawal_reason = timezone.localdate(), reason
    save_tracked(card, actor=actor, reason=Action.CARD_WITHDRAWN)


def _log(action: Action, assessment: Assessment, *, actor, **told) -> None:
    record(action, actor=actor, organisation=assessment.village, round=assessment.round, **told)
