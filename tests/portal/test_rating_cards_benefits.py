"""The ledger of benefits on screen: a card by its number, one line, a line struck out, the table to settle with."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from openpyxl import load_workbook

from stars.errors import ReasonNeeded
from stars.filing_errors import AmountWrong, DayAhead, DayNotValid, GiverMissing
from stars.models import BenefitCard, BenefitGrant
from stars.services.benefits import record_benefit, strike_benefit
from stars.services.cards import issue_cards
from stars.validity import last_day
from tests.filing_making import make_in_force, tamper
from tests.portal.desk_steps import said

TODAY = timezone.localdate


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def card(world) -> BenefitCard:
    round_ = make_in_force(world, book="shimen", scores="97", household=2)
    return issue_cards(actor=world.clerk, round_id=round_.pk)[0]


def round_of(card):
    return card.award.entry.round


def see(client, world, card, **asked):
    client.force_login(world.clerk)
    return client.get(reverse("benefits", args=[round_of(card).pk]), asked)


def choose(client, world, card, fields):
    client.force_login(world.clerk)
    return client.post(reverse("benefits", args=[round_of(card).pk]), fields)


def record(client, world, card, **fields):
    client.force_login(world.clerk)
    told = {"benefit": "technical_help", "given_on": TODAY().isoformat(), "given_by": "农技站", "amount": ""}
    return client.post(reverse("benefit_new", args=[card.pk]), told | fields)


def give(world, card, benefit="boarding_primary", **more) -> BenefitGrant:
    told = {"given_on": TODAY(), "given_by": "乡中学"} | more
    return record_benefit(actor=world.clerk, card_id=card.pk, benefit=benefit, **told)


def test_same_line_again_is_recorded_with_its_tick(client, world, card):
    record(client, world, card)

    refused = record(client, world, card)

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["again"])
    assert record(client, world, card, again="on").status_code == 302


@pytest.mark.parametrize("by", ["number", "card"])
def test_card_is_found_by_its_number_or_its_holder(client, world, card, by):
    typed = {"number": f"{card.number[:5]} {card.number[5:]}"} if by == "number" else {"card": card.pk}

    assert choose(client, world, card, typed).url == reverse("benefit_new", args=[card.pk])


@pytest.mark.parametrize("typed", [{"number": "123"}, {"number": "x"}, {}, {"card": "0"}, {"card": "x"}])
def test_card_that_is_not_found_is_said_at_its_field(client, world, card, typed):
    response = choose(client, world, card, typed)

    assert response.status_code == 422
    assert set(response.context["form"].errors) <= {"number", "card"}


def test_line_is_recorded(client, world, card):
    response = record(client, world, card, benefit="boarding_primary", amount="375")

    assert response.url == reverse("benefits", args=[round_of(card).pk])
    assert [(one.benefit, one.amount) for one in BenefitGrant.objects.all()] == [
        ("boarding_primary", Decimal("375.00"))
    ]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("amount", "-1", AmountWrong.message),
        ("amount", "三百", AmountWrong.message),
        ("amount", "0.001", AmountWrong.message),
        ("given_on", "2099-01-01", DayAhead.message),
        ("given_on", "昨天", None),
        ("given_by", " ", GiverMissing.message),
        ("benefit", "checkup", None),
        ("benefit", "", None),
    ],
)
def test_line_that_is_refused_says_why_at_its_field_and_keeps_what_was_typed(
    client, world, card, field, typed, words
):
    response = record(client, world, card, **({"given_by": "农技站 王技术员"} | {field: typed}))

    form = response.context["form"]
    assert (response.status_code, list(form.errors), BenefitGrant.objects.count()) == (422, [field], 0)
    assert words is None or form.errors[field] == [str(words)]
    assert field == "given_by" or "农技站 王技术员" in response.content.decode()


def test_line_after_the_end_of_the_card_says_until_when_it_was_valid(client, world, card):
    issued = TODAY().replace(year=TODAY().year - 2, day=1)
    tamper(BenefitCard, issued_on=issued, valid_until=last_day(issued, 12))

    response = record(client, world, card)

    refused = DayNotValid(issued, last_day(issued, 12))
    assert response.context["form"].errors["given_on"] == [str(refused.message)]


def test_what_is_not_written_down_per_person_is_said_and_not_offered(client, world, card):
    client.force_login(world.clerk)

    body = client.get(reverse("benefit_new", args=[card.pk])).content.decode()

    assert 'value="checkup"' not in body
    assert gettext("Not written down per person") in body
    assert 'value="reserve"' in body


def test_ledger_shows_lines_and_sums_of_one_provider(client, world, card):
    give(world, card, amount=Decimal("375"))
    give(world, card, "boarding_middle", amount=Decimal("500"))
    give(world, card, "reserve")

    body = see(client, world, card, provider="乡中学").content.decode()
    rest = see(client, world, card, provider="").content.decode()

    assert ("375.00" in body, "500.00" in body, "优先纳入后备干部" in body) == (True, True, False)
    assert ("375.00" in rest, "优先纳入后备干部" in rest) == (False, True)


def test_ledger_never_counts_by_person(client, world, card):
    give(world, card, amount=Decimal("375"))
    give(world, card, "boarding_middle", amount=Decimal("500"))

    assert "875" not in see(client, world, card).content.decode()


@pytest.mark.parametrize("asked", [{"first": "x"}, {"first": "2030-01-01", "last": "2020-01-01"}])
def test_period_that_makes_no_sense_is_said_and_shows_this_year(client, world, card, asked):
    give(world, card)

    response = see(client, world, card, **asked)

    assert (response.status_code, len(response.context["page"].rows)) == (422, 1)
    assert response.context["period"].errors


def test_line_is_struck_out_with_a_reason(client, world, card):
    grant = give(world, card, amount=Decimal("375"))
    url = reverse("benefit_strike", args=[grant.pk])
    client.force_login(world.clerk)

    refused = client.post(url, {"reason": ""}, follow=True)
    response = client.post(url, {"reason": "录错了人。"}, follow=True)

    assert said(refused) == [str(ReasonNeeded.message)]
    assert "录错了人。" in response.content.decode()
    assert response.context["page"].sums == []


def exported(client, world, card, **asked):
    client.force_login(world.clerk)
    return client.get(reverse("benefits_export", args=[round_of(card).pk]), asked)


def test_export_holds_the_lines_of_the_provider_and_none_struck_out(client, world, card):
    give(world, card, amount=Decimal("375"))
    struck = give(world, card, amount=Decimal("500"))
    strike_benefit(actor=world.clerk, grant_id=struck.pk, reason="录错了。")
    give(world, card, "reserve")

    response = exported(client, world, card, provider="乡中学", form="csv")

    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[1][:2] == [TODAY().isoformat(), card.number]
    assert rows[1][4:] == ["小学住校生活补助，每学期 375 元", "375.00", "乡中学"]
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_export_leaves_no_formula(client, world, card, form):
    give(world, card, given_by='=HYPERLINK("http://x")')

    body = exported(client, world, card, form=form).content

    if form == "csv":
        assert '"\'=HYPERLINK(""http://x"")"' in body.decode("utf-8-sig")
    else:
        sheet = load_workbook(io.BytesIO(body)).active
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
