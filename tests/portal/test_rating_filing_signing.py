"""The page on which another person signs exactly the filing that it shows."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from stars.errors import FourEyes, Stale, WrongPassword
from stars.models import Award, RatingRun, SignOff
from stars.services.accepting import check_filing, return_filing
from tests.filing_making import accept, file, make_checked, make_filed, state_of, tamper
from tests.making import PASSWORD, make_person
from tests.portal.desk_steps import said


@pytest.fixture
def world(rating_village):
    return rating_village


def see(client, user, filing):
    client.force_login(user)
    return client.get(reverse("filing_sign", args=[filing.pk]), follow=True)


def sign(client, user, filing, **fields):
    client.force_login(user)
    fields = {"digest": filing.digest, "password": PASSWORD} | fields
    return client.post(reverse("filing_sign", args=[filing.pk]), fields, follow=True)


def test_page_shows_exactly_what_is_signed(client, world):
    filing = make_checked(world, household=6)

    body = see(client, world.approver, filing).content.decode()

    for words in (filing.digest, "人secretary", "人reviewer", "齐全。", "群众"):
        assert words in body


def test_signing_brings_levels_into_force_and_says_the_reference(client, world):
    filing = make_checked(world, household=6)

    response = sign(client, world.approver, filing, note="同意。")

    signed = SignOff.objects.get()
    assert (signed.digest, signed.signer, signed.note) == (filing.digest, world.approver, "同意。")
    assert filing.digest in said(response)[0]
    assert (Award.objects.count(), state_of(filing.round)) == (5, "in_force")


@pytest.mark.parametrize("password", ["not it", ""])
def test_signing_with_a_wrong_password_decides_nothing_and_keeps_the_note(client, world, password):
    filing = make_checked(world)

    response = sign(client, world.approver, filing, password=password, note="同意。")

    assert (response.status_code, SignOff.objects.count(), state_of(filing.round)) == (422, 0, "checked")
    assert "同意。</textarea>" in response.content.decode()
    if password:
        assert response.context["form"].errors["password"] == [str(WrongPassword.message)]


def test_signing_another_filing_than_was_read_shows_what_stands_now(client, world):
    read = make_checked(world)
    return_filing(actor=world.approver, filing_id=read.pk, reason="请再核实。")
    newer = check_filing(actor=world.reviewer, filing_id=file(world, read.round).pk)

    response = sign(client, world.approver, newer, digest=read.digest)

    assert said(response) == [str(Stale.message)]
    assert f'value="{newer.digest}"' in response.content.decode()
    assert not SignOff.objects.exists()


def test_signing_what_another_approver_signed_says_who(client, world):
    filing = make_checked(world)
    accept(world, filing, make_person("approver2", "approver", world.township))

    response = sign(client, world.approver, filing)

    assert "人approver2" in said(response)[0]
    assert 'name="password"' not in response.content.decode()


def test_page_without_a_proposal_says_so(client, world):
    response = see(client, world.approver, make_filed(world))

    assert said(response) == [gettext("There is no proposal to sign now.")]


def test_signing_what_one_checked_oneself_is_warned_of_and_refused(client, world):
    filing = make_checked(world)
    world.reviewer.memberships.create(organisation=world.township, post="approver")

    warned = see(client, world.reviewer, filing).content.decode()
    response = sign(client, world.reviewer, filing)

    assert str(FourEyes.message) in warned
    assert 'name="password"' not in warned
    assert response.context["form"].non_field_errors() == [str(FourEyes.message)]
    assert not SignOff.objects.exists()


def test_signing_rows_that_were_tampered_with_is_refused(client, world):
    filing = make_checked(world)
    tamper(RatingRun, digest="0" * 64)

    response = sign(client, world.approver, filing)

    assert (response.status_code, SignOff.objects.count()) == (422, 0)
    assert gettext("Not intact") in response.content.decode()
