"""Cards: issued for levels in force, withdrawn with a reason, reissued for the rest of their term."""

import datetime

import pytest
from django.utils import timezone

from stars.assessing import AssessmentState
from stars.errors import NotAllowed, ReasonNeeded, TooLong, WrongState
from stars.filing_errors import NoCardBenefits, NothingToIssue, NotInForceNow, TermOver, WithdrawnAlready
from stars.models import Assessment, BenefitCard, Event
from stars.queries.cards import card_last_day, card_rows, public_card, terms_of
from stars.rules.loader import load_book
from stars.services.cards import issue_cards, reissue_card, withdraw_card
from stars.validity import last_day
from tests.filing_making import make_in_force, rate_again, tamper

TODAY = timezone.localdate
DAY = datetime.timedelta(1)


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round_(world):
    """Shimen: everybody at five stars, no cap."""
    return make_in_force(world, book="shimen", scores="97", household=3)


def issue(world, round_, entries=None, actor=None) -> list[BenefitCard]:
    return issue_cards(actor=actor or world.clerk, round_id=round_.pk, entries=entries)


def test_cards_for_all_run_by_the_months_of_the_book(world, round_):
    cards = issue(world, round_)

    assert len(cards) == 3
    assert {(card.issued_on, card.valid_until) for card in cards} == {(TODAY(), last_day(TODAY(), 12))}
    assert Event.objects.get(action="card_issued").data == {"cards": 3}


def test_a_card_under_daan_is_good_for_half_a_year():
    table = load_book("daan").categories["household"]

    assert card_last_day(table, 5, datetime.date(2026, 8, 31)) == datetime.date(2027, 2, 28)


def test_one_card_leaves_the_others_without(world, round_):
    entry = round_.entries.first()

    (card,) = issue(world, round_, [entry.pk])

    assert [row.card == card for row in card_rows(round_, TODAY())].count(True) == 1
    assert len(issue(world, round_)) == 2


def test_a_second_card_for_the_same_level_is_refused(world, round_):
    issue(world, round_)

    with pytest.raises(NothingToIssue):
        issue(world, round_)


def test_a_number_says_nothing_and_no_two_are_equal(world, round_):
    cards = issue(world, round_)

    assert len({card.number for card in cards} | {card.code for card in cards}) == 6
    assert all(len(card.number) == 10 and card.number.isdecimal() for card in cards)
    assert not any(world.village.code in card.number for card in cards)


def test_levels_below_the_card_benefits_have_none(world):
    round_ = make_in_force(world, book="shimen", scores="91", household=2)

    with pytest.raises(NoCardBenefits):
        issue(world, round_)


@pytest.mark.parametrize("state", AssessmentState.values)
def test_cards_are_issued_once_levels_are_in_force(world, round_, state):
    tamper(Assessment, state=state)

    if state in ("in_force", "archived"):
        assert len(issue(world, round_)) == 3
        return
    with pytest.raises(WrongState):
        issue(world, round_)


@pytest.mark.parametrize("who", ["member", "panel", "counter", "reviewer", "approver", "other_clerk"])
def test_cards_are_issued_by_clerk_and_secretary_only(world, round_, who):
    with pytest.raises(NotAllowed):
        issue(world, round_, actor=getattr(world, who))


def test_a_card_of_a_round_that_a_newer_one_has_replaced_is_refused(world, round_):
    entry = round_.entries.first()
    rate_again(world, round_, {entry.subject.name: "91"}, year=round_.year + 1)

    with pytest.raises(NotInForceNow):
        issue(world, round_, [entry.pk])
    assert len(issue(world, round_)) == 2


def test_withdrawing_needs_a_reason_and_happens_once(world, round_):
    card = issue(world, round_)[0]
    for reason, refusal in (("", ReasonNeeded), (" ", ReasonNeeded), ("长" * 201, TooLong)):
        with pytest.raises(refusal):
            withdraw_card(actor=world.clerk, card_id=card.pk, reason=reason)

    withdraw_card(actor=world.clerk, card_id=card.pk, reason="发错人。")

    with pytest.raises(WithdrawnAlready):
        withdraw_card(actor=world.clerk, card_id=card.pk, reason="再来一次。")
    event = Event.objects.get(action="card_withdrawn")
    assert (event.reason, event.target) == ("", card.number)


def test_reissue_withdraws_the_lost_card_and_keeps_its_term(world, round_):
    lost = issue(world, round_)[0]
    issued = TODAY() - 40 * DAY
    tamper(BenefitCard, issued_on=issued, valid_until=last_day(issued, 12))

    card = reissue_card(actor=world.clerk, card_id=lost.pk, reason="遗失。")

    lost.refresh_from_db()
    assert (lost.withdrawn_on, lost.withdrawal_reason) == (TODAY(), "遗失。")
    assert (card.issued_on, card.valid_until) == (issued, last_day(issued, 12))
    assert card.number != lost.number
    assert card.code != lost.code


def test_issuing_again_after_a_withdrawal_gives_the_rest_of_the_term(world, round_):
    card = issue(world, round_)[0]
    issued = TODAY() - 40 * DAY
    tamper(BenefitCard, issued_on=issued)
    withdraw_card(actor=world.clerk, card_id=card.pk, reason="发错人。")

    (again,) = issue(world, round_)

    assert again.valid_until == last_day(issued, 12)


def test_reissue_of_a_card_that_is_over_is_refused_and_withdraws_nothing(world, round_):
    lost = issue(world, round_)[0]
    issued = TODAY() - 400 * DAY
    tamper(BenefitCard, issued_on=issued, valid_until=last_day(issued, 12))

    with pytest.raises(TermOver):
        reissue_card(actor=world.clerk, card_id=lost.pk, reason="遗失。")

    lost.refresh_from_db()
    assert lost.withdrawn_on is None


def test_every_benefit_of_a_card_has_its_own_last_day(world, round_):
    card = issue(world, round_)[0]
    book = card.award.entry.table

    told = {term.benefit.key: term.last_day for term in terms_of(card)}

    assert told == {one.key: last_day(TODAY(), one.months) for one in book.benefits if one.months}
    assert max(told.values()) == card.valid_until


def test_a_stranger_reads_level_and_last_day(world, round_):
    card = issue(world, round_)[0]

    told = public_card(card.code, TODAY())

    assert (told.level, told.valid_until) == (5, card.valid_until)


@pytest.mark.parametrize("why", ["over", "withdrawn", "unknown", "award withdrawn"])
def test_a_stranger_is_not_told_why_a_card_is_not_valid(world, round_, why):
    card = issue(world, round_)[0]
    day = card.valid_until
    if why == "withdrawn":
        withdraw_card(actor=world.clerk, card_id=card.pk, reason="发错人。")
    if why == "award withdrawn":
        card.award.withdrawn_on = TODAY()
        card.award.save()

    told = public_card(card.code if why != "unknown" else "0" * 32, day + DAY if why == "over" else day)

    assert told is None
    assert why != "over" or public_card(card.code, day)


@pytest.mark.parametrize("step", [withdraw_card, reissue_card])
@pytest.mark.parametrize("who", ["member", "panel", "reviewer", "other_secretary"])
def test_cards_are_withdrawn_and_reissued_by_clerk_and_secretary_only(world, round_, step, who):
    card = issue(world, round_)[0]

    with pytest.raises(NotAllowed):
        step(actor=getattr(world, who), card_id=card.pk, reason="遗失。")
