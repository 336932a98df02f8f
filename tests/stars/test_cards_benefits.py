"""The ledger of benefits: what may be written down, and what is summed."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from stars.errors import NotAllowed, ReasonNeeded, TooLong
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
from stars.models import BenefitCard, BenefitGrant, Event, RulebookVersion
from stars.queries.benefits import card_by_number, cards_in_use, ledger
from stars.services.benefits import record_benefit, strike_benefit
from stars.services.cards import issue_cards, withdraw_card
from stars.validity import last_day
from tests.filing_making import make_in_force, rate_again, tamper

TODAY = timezone.localdate
DAY = datetime.timedelta(1)


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def card(world) -> BenefitCard:
    """Of a household at five stars under shimen, issued a hundred days ago."""
    round_ = make_in_force(world, book="shimen", scores="97", household=2)
    found = issue_cards(actor=world.clerk, round_id=round_.pk)[0]
    issued = TODAY() - 100 * DAY
    tamper(BenefitCard, issued_on=issued, valid_until=last_day(issued, 12))
    found.refresh_from_db()
    return found


def record(world, card, benefit="technical_help", **more) -> BenefitGrant:
    told = {"given_on": TODAY(), "given_by": "农技站 王技术员"} | more
    return record_benefit(actor=world.clerk, card_id=card.pk, benefit=benefit, **told)


def test_a_benefit_is_written_down_with_kind_day_amount_and_giver(world, card):
    grant = record(world, card, "boarding_primary", amount=Decimal("375"))

    grant.refresh_from_db()
    assert (grant.benefit, grant.amount, grant.given_by, grant.recorded_by) == (
        "boarding_primary",
        Decimal("375.00"),
        "农技站 王技术员",
        world.clerk,
    )
    event = Event.objects.get(action="benefit_given")
    assert (event.target, event.data) == (card.number, {"benefit": "boarding_primary"})


@pytest.mark.parametrize("amount", [None, Decimal("375")])
def test_the_same_line_a_second_time_has_to_be_meant(world, card, amount):
    first = record(world, card, amount=amount)

    with pytest.raises(GivenAlready):
        record(world, card, amount=amount, given_by="别人")
    record(world, card, amount=Decimal("1"))
    record(world, card, amount=amount, given_on=TODAY() - DAY)
    again = record(world, card, amount=amount, again=True)
    for one in (first, again):
        strike_benefit(actor=world.clerk, grant_id=one.pk, reason="录错了。")
    assert record(world, card, amount=amount).pk


@pytest.mark.parametrize("amount", ["-1", "-0.01", "0.001", "100000000", "NaN", "Infinity"])
def test_an_amount_below_zero_or_too_exact_is_refused(world, card, amount):
    with pytest.raises(AmountWrong):
        record(world, card, amount=Decimal(amount))


@pytest.mark.parametrize("amount", [None, "0", "0.01", "99999999.99"])
def test_an_amount_may_be_missing_or_nothing(world, card, amount):
    assert record(world, card, amount=amount and Decimal(amount)).pk


def test_the_use_of_a_clinic_is_not_written_down_per_person(world, card):
    with pytest.raises(BenefitUnlogged):
        record(world, card, "checkup")

    assert not BenefitGrant.objects.exists()


@pytest.mark.parametrize("benefit", ["promotion", "", "clinic"])
def test_a_benefit_that_the_book_lacks_is_refused(world, card, benefit):
    with pytest.raises(BenefitUnknown):
        record(world, card, benefit)


def test_a_benefit_above_the_level_of_the_card_is_refused(world, card):
    card.award.level = 4
    tamper(type(card.award), level=4)

    with pytest.raises(BenefitUnknown):
        record(world, card)


@pytest.mark.parametrize(("days", "taken"), [(-1, False), (0, True)])
def test_a_benefit_is_valid_from_the_day_of_issue(world, card, days, taken):
    given_on = card.issued_on + days * DAY

    assert is_taken(world, card, given_on) is taken


@pytest.mark.parametrize(("days", "taken"), [(0, True), (1, False)])
def test_a_benefit_is_valid_up_to_its_last_day(world, card, days, taken):
    issued = TODAY() - 400 * DAY
    last = last_day(issued, 12)
    tamper(BenefitCard, issued_on=issued, valid_until=last)

    assert is_taken(world, card, last + days * DAY) is taken


def is_taken(world, card, day) -> bool:
    try:
        record(world, card, given_on=day)
    except DayNotValid:
        return False
    return True


def test_a_shorter_benefit_ends_before_its_card(world, card):
    source = card.award.entry.round.version.source
    line = 'level: 5, article: "8.4", provider: "乡农技部门", months: 12}'
    assert source.count(line) == 3
    tamper(RulebookVersion, source=source.replace(line, line.replace("months: 12", "months: 1")))

    with pytest.raises(DayNotValid):
        record(world, card)
    assert record(world, card, "reserve").pk


def test_a_day_in_the_future_is_refused(world, card):
    with pytest.raises(DayAhead):
        record(world, card, given_on=TODAY() + DAY)


def test_after_the_withdrawal_only_what_was_before_is_written_down(world, card):
    withdraw_card(actor=world.clerk, card_id=card.pk, reason="遗失。")
    tamper(BenefitCard, withdrawn_on=TODAY() - DAY)

    assert record(world, card, given_on=TODAY() - DAY).pk
    with pytest.raises(DayNotValid):
        record(world, card)


@pytest.mark.parametrize(
    ("giver", "refusal"), [("", GiverMissing), ("  ", GiverMissing), ("长" * 61, TooLong)]
)
def test_who_handed_it_out_must_be_said(world, card, giver, refusal):
    with pytest.raises(refusal):
        record(world, card, given_by=giver)


@pytest.mark.parametrize("who", ["member", "panel", "counter", "reviewer", "other_clerk"])
def test_benefits_are_written_down_by_clerk_and_secretary_only(world, card, who):
    told = {"card_id": card.pk, "benefit": "reserve", "given_on": TODAY(), "given_by": "村委会"}

    with pytest.raises(NotAllowed):
        record_benefit(actor=getattr(world, who), **told)


def test_a_benefit_for_two_years_in_a_row_waits_for_them(world):
    first = make_in_force(world, book="daan", scores="80", cadre=20)
    names = {f"cadre{number}": "80" for number in range(2, 21)} | {"cadre1": "92"}
    for half in range(first.year * 2 + 1, first.year * 2 + 5):
        round_ = rate_again(world, first, names, year=half // 2, half=half % 2 + 1)
        card = issue_cards(actor=world.clerk, round_id=round_.pk)[0]
        if half < first.year * 2 + 4:
            with pytest.raises(YearsMissing):
                record(world, card, "promotion")

    assert record(world, card, "promotion").pk


def test_a_line_struck_out_stays_with_its_reason_and_is_in_no_sum(world, card):
    kept = record(world, card, "boarding_primary", amount=Decimal("375"))
    struck = record(world, card, "boarding_primary", amount=Decimal("500"))
    with pytest.raises(ReasonNeeded):
        strike_benefit(actor=world.clerk, grant_id=struck.pk, reason=" ")

    strike_benefit(actor=world.secretary, grant_id=struck.pk, reason="录错了。")

    with pytest.raises(StruckAlready):
        strike_benefit(actor=world.secretary, grant_id=struck.pk, reason="再来。")
    page = ledger(world.village, TODAY(), TODAY())
    assert [(row.grant.pk, row.grant.struck_because) for row in page.rows] == [
        (kept.pk, ""),
        (struck.pk, "录错了。"),
    ]
    assert [(one.count, one.amount) for one in page.sums] == [(1, Decimal("375.00"))]


def test_a_line_is_struck_out_by_clerk_and_secretary_only(world, card):
    grant = record(world, card)

    with pytest.raises(NotAllowed):
        strike_benefit(actor=world.member, grant_id=grant.pk, reason="录错了。")


def test_sums_stand_by_provider_and_benefit_and_never_by_person(world, card):
    other = BenefitCard.objects.exclude(pk=card.pk).get()
    for holder, benefit, amount in (
        (card, "boarding_primary", "375"),
        (other, "boarding_primary", "375"),
        (card, "boarding_middle", "500"),
        (card, "technical_help", None),
        (other, "reserve", None),
    ):
        record(world, holder, benefit, amount=amount and Decimal(amount))

    page = ledger(world.village, TODAY(), TODAY())

    assert page.providers == ["", "乡中学", "乡农技部门"]
    assert [(one.provider, one.benefit.key, one.count, one.amount) for one in page.sums] == [
        ("", "reserve", 1, None),
        ("乡中学", "boarding_middle", 1, Decimal("500.00")),
        ("乡中学", "boarding_primary", 2, Decimal("750.00")),
        ("乡农技部门", "technical_help", 1, None),
    ]


def test_the_ledger_of_one_provider_and_period_holds_no_others(world, card):
    record(world, card, "boarding_primary", given_on=TODAY() - 3 * DAY)
    wanted = record(world, card, "boarding_primary")
    record(world, card, "reserve")

    page = ledger(world.village, TODAY() - DAY, TODAY(), "乡中学")

    assert [row.grant for row in page.rows] == [wanted]
    assert page.providers == ["", "乡中学"]


def test_the_ledger_of_another_village_is_empty(world, card):
    record(world, card)

    assert ledger(world.other_village, TODAY(), TODAY()).rows == []


@pytest.mark.parametrize("typed", ["{0}", "{1} {2}", " {1}-{2} ", "{0}　"])
def test_a_card_is_found_by_its_number_however_it_is_typed(world, card, typed):
    number = card.number

    assert card_by_number(world.village, typed.format(number, number[:5], number[5:])) == card


@pytest.mark.parametrize("typed", ["", "abc", "0000000000"])
def test_a_number_that_no_card_has_finds_none(world, card, typed):
    assert card_by_number(world.village, typed) is None


def test_a_card_of_another_village_is_not_found(world, card):
    assert card_by_number(world.other_village, card.number) is None


def test_cards_to_choose_from_are_valid_ones(world, card):
    withdraw_card(actor=world.clerk, card_id=card.pk, reason="遗失。")

    assert list(cards_in_use(world.village)) == list(BenefitCard.objects.exclude(pk=card.pk))
