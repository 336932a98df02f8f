"""Cards and levels on screen: issued, printed, withdrawn; and what a stranger sees of one."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from stars.errors import ReasonNeeded
from stars.filing_errors import NothingToIssue
from stars.models import Award, BenefitCard
from stars.services.cards import issue_cards, withdraw_card
from tests.filing_making import make_in_force, make_posted, rate_again, tamper
from tests.portal.desk_steps import said


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round_(world):
    return make_in_force(world, book="shimen", scores="97", household=3)


def see(client, user, name, *keys, **asked):
    client.force_login(user)
    return client.get(reverse(name, args=keys), asked)


def post(client, user, name, key, **fields):
    client.force_login(user)
    return client.post(reverse(name, args=[key]), fields, follow=True)


def issue(world, round_) -> list[BenefitCard]:
    return issue_cards(actor=world.clerk, round_id=round_.pk)


def test_cards_are_issued_to_everybody_at_once(client, world, round_):
    response = post(client, world.clerk, "cards", round_.pk, all="1")

    assert said(response) == [gettext("The cards are issued. Print them now.")]
    assert BenefitCard.objects.count() == 3
    assert all(card.number in response.content.decode() for card in BenefitCard.objects.all())


def test_cards_are_issued_to_those_ticked(client, world, round_):
    entry = round_.entries.order_by("pk")[1]

    post(client, world.clerk, "cards", round_.pk, entries=[entry.pk])

    assert [card.award.entry for card in BenefitCard.objects.all()] == [entry]


@pytest.mark.parametrize("entries", [[], ["x"], ["0"], ["99999999"]])
def test_issuing_to_nobody_says_so(client, world, round_, entries):
    response = post(client, world.clerk, "cards", round_.pk, entries=entries)

    assert said(response) == [str(NothingToIssue.message)]


def test_cards_before_the_acceptance_are_announced(client, world):
    round_ = make_posted(world, book="shimen", scores="97", household=1)

    body = see(client, world.clerk, "cards", round_.pk).content.decode()

    assert (
        gettext("Cards are issued once the township has accepted the filing and the levels are in force.")
        in body
    )


def test_level_that_a_newer_round_replaced_is_not_offered(client, world, round_):
    entry = round_.entries.order_by("pk").first()
    rate_again(world, round_, {entry.subject.name: "91"}, year=round_.year + 1)

    body = see(client, world.clerk, "cards", round_.pk).content.decode()

    assert f'name="entries" value="{entry.pk}"' not in body
    assert gettext("A newer round counts for this person.") in body


@pytest.mark.parametrize("who", ["member", "panel", "counter"])
def test_other_posts_are_led_to_the_levels(client, world, round_, who):
    issue(world, round_)

    response = see(client, getattr(world, who), "cards", round_.pk)
    body = see(client, getattr(world, who), "levels", round_.pk).content.decode()

    assert response.url == reverse("levels", args=[round_.pk])
    assert "household1" in body
    assert not any(card.number in body for card in BenefitCard.objects.all())


def test_levels_name_nobody_without_a_star(client, world):
    round_ = make_in_force(world, book="shimen", household=6)

    body = see(client, world.panel, "levels", round_.pk).content.decode()

    assert ("household1" in body, "household6" in body) == (True, False)
    assert Award.objects.count() == 5


def test_card_shows_what_it_brings_with_the_hints_of_law_and_dignity(client, world, round_):
    card = issue(world, round_)[0]

    body = see(client, world.clerk, "card", card.pk).content.decode()

    for benefit in card.award.entry.table.benefits:
        assert benefit.text in body
    law = "Who has a right to this by law has it with or without stars: the law decides, not the card."
    unlogged = (
        "Who makes use of it is not written down per person, because it would tell of somebody's condition."
    )
    assert body.count(gettext(law)) == 4
    assert body.count(gettext(unlogged).replace("'", "&#x27;")) == 1


def test_withdrawing_without_a_reason_says_so(client, world, round_):
    card = issue(world, round_)[0]

    response = post(client, world.clerk, "card_withdraw", card.pk, reason="")

    assert said(response) == [str(ReasonNeeded.message)]
    assert BenefitCard.objects.get(pk=card.pk).withdrawn_on is None


def test_lost_card_is_replaced(client, world, round_):
    card = issue(world, round_)[0]

    post(client, world.secretary, "card_reissue", card.pk, reason="遗失。")

    assert BenefitCard.objects.filter(award=card.award).count() == 2
    assert (
        gettext("Withdrawn on %(day)s: %(reason)s") % {"day": timezone.localdate(), "reason": "遗失。"}
        in see(client, world.clerk, "card", card.pk).content.decode()
    )


def test_print_page_holds_every_valid_card_with_its_code(client, world, round_):
    kept, gone, _third = issue(world, round_)
    withdraw_card(actor=world.clerk, card_id=gone.pk, reason="发错人。")

    body = see(client, world.clerk, "cards_print", round_.pk).content.decode()

    assert body.count('class="qr"') == 2
    assert f"{kept.number[:5]} {kept.number[5:]}" in body
    assert f"{gone.number[:5]} {gone.number[5:]}" not in body
    assert kept.code not in body  # in the QR alone


def test_one_card_is_printed_alone(client, world, round_):
    card = issue(world, round_)[1]

    body = see(client, world.clerk, "cards_print", round_.pk, card=card.pk).content.decode()

    assert body.count('class="qr"') == 1
    assert card.award.entry.subject.name in body


def test_stranger_sees_level_and_last_day_and_nothing_else(client, world, round_):
    card = issue(world, round_)[0]

    response = client.get(reverse("card_public", args=[card.code]))

    body = response.content.decode()
    assert ("五星级" in body, card.valid_until.isoformat() in body) == (True, True)
    hidden = (
        card.number,
        card.award.entry.subject.name,
        world.village.name,
        world.township.name,
        round_.title,
    )
    assert [words for words in hidden if words in body] == []


def test_check_of_a_card_is_in_no_cache_no_index_and_sets_no_cookie(client, world, round_):
    response = client.get(reverse("card_public", args=[issue(world, round_)[0].code]))

    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


@pytest.mark.parametrize("why", ["over", "withdrawn"])
def test_stranger_is_told_that_a_card_is_not_valid_any_more_and_not_why(client, world, round_, why):
    card = issue(world, round_)[0]
    if why == "withdrawn":
        withdraw_card(actor=world.clerk, card_id=card.pk, reason="本人不符合条件。")
    else:
        tamper(BenefitCard, valid_until=timezone.localdate().replace(year=2020, day=1))

    response = client.get(reverse("card_public", args=[card.code]))

    body = response.content.decode()
    assert (response.status_code, gettext("Not valid any more") in body) == (200, True)
    assert ("本人不符合条件。" in body, "五星级" in body) == (False, False)


@pytest.mark.parametrize("code", ["0" * 32, "x", "a" * 300])
def test_code_that_no_card_has_is_not_found(client, world, round_, code):
    response = client.get(reverse("card_public", args=[code]))

    assert response.status_code == 404
    assert gettext("There is no such card") in response.content.decode()
