"""The page on which another person signs exactly what it shows."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from evidence.services.files import describe_evidence
from evidence.services.sections import save_figure
from evidence.services.signing import decline_proposal, sign_off
from stars.errors import FourEyes, Stale, WrongPassword
from stars.models import Award, SignOff, User
from tests.making import (
    PASSWORD,
    add_photo,
    judge,
    make_proposed,
    make_returned,
    make_signed,
    make_submitted,
    propose,
    section_of,
    submit,
    write,
)
from tests.portal.desk_steps import said, second_approver, see, sign


def test_signing_page_shows_all_that_becomes_public(client, world, dossier, tmp_path):
    section = section_of(dossier)
    shown, hidden = (add_photo(world, section, tmp_path, colour=(n, n, 90)) for n in (9, 200))
    told = {"caption": "新巷道", "happened_on": None, "make_public": True, "consent": True}
    describe_evidence(actor=world.clerk, evidence_id=shown.pk, consent_note="口头同意", **told)
    values = {"label": "路灯", "value": "25", "unit": "盏", "as_of": None, "source": "村委会"}
    save_figure(actor=world.clerk, section_id=section.pk, figure_id=None, key="", **values)
    write(world, section, "修了三条巷道。")
    submit(world, dossier, ["tidy"])
    judge(world, dossier, "tidy")
    proposal = propose(world, dossier, ["tidy"])

    body = see(client, world.approver, dossier).content.decode()

    for words in (
        "修了三条巷道。",
        "25 盏",
        "新巷道",
        "口头同意",
        proposal.digest,
        proposal.submission.digest,
    ):
        assert words in body
    assert reverse("file", args=[shown.current.pk, "400"]) in body
    assert reverse("file", args=[hidden.current.pk, "400"]) not in body


def test_signing_page_joins_the_stars_with_commas(client, world, dossier):
    make_proposed(world, dossier)

    assert "<dd>增收致富星、村容整洁星</dd>" in see(client, world.approver, dossier).content.decode()


def test_signing_without_a_password_says_what_to_type(client, world, dossier):
    proposal = make_proposed(world, dossier)

    form = sign(client, world.approver, dossier, proposal, password="").context["form"]

    assert form.errors["password"] == ["请输入密码。"]


def test_signing_awards_and_says_the_reference(client, world, dossier):
    proposal = make_proposed(world, dossier)

    response = sign(client, world.approver, dossier, proposal, note="同意。")

    signed = SignOff.objects.get()
    assert (signed.digest, signed.signer, signed.note) == (proposal.digest, world.approver, "同意。")
    assert proposal.digest in said(response)[0]
    assert Award.objects.count() == 2


@pytest.mark.parametrize("password", ["not it", ""])
def test_signing_with_a_wrong_password_decides_nothing_and_keeps_the_note(client, world, dossier, password):
    proposal = make_proposed(world, dossier)

    response = sign(client, world.approver, dossier, proposal, password=password, note="同意。")

    dossier.refresh_from_db()
    assert (response.status_code, SignOff.objects.count(), dossier.state) == (422, 0, "proposed")
    assert "同意。</textarea>" in response.content.decode()
    assert PASSWORD not in response.content.decode()
    if password:
        assert response.context["form"].errors["password"] == [str(WrongPassword.message)]


def test_signing_after_a_wrong_password_succeeds_with_the_right_one(client, world, dossier):
    proposal = make_proposed(world, dossier)
    sign(client, world.approver, dossier, proposal, password="not it")

    sign(client, world.approver, dossier, proposal)

    assert SignOff.objects.count() == 1


def test_signing_what_was_changed_meanwhile_is_refused_and_shows_it_anew(client, world, dossier):
    read = make_proposed(world, dossier)
    decline_proposal(actor=world.approver, proposal_id=read.pk, reason="请再看收入星。")
    newer = propose(world, dossier, ["tidy"])

    response = sign(client, world.approver, dossier, read)

    assert not SignOff.objects.exists()
    assert said(response) == [str(Stale.message)]
    assert f'value="{newer.digest}"' in response.content.decode()
    assert read.digest not in response.content.decode()


def test_signing_what_another_approver_has_signed_says_who(client, world, dossier):
    proposal = make_proposed(world, dossier)
    sign_off(actor=second_approver(world), dossier_id=dossier.pk, digest=proposal.digest, password=PASSWORD)

    response = sign(client, world.approver, dossier, proposal)

    assert SignOff.objects.count() == 1
    assert "人approver2" in said(response)[0]
    assert 'name="password"' not in response.content.decode()


def test_signing_twice_is_one_decision(client, world, dossier):
    proposal = make_proposed(world, dossier)
    sign(client, world.approver, dossier, proposal)

    second = sign(client, world.approver, dossier, proposal)

    assert (second.status_code, SignOff.objects.count(), Award.objects.count()) == (200, 1, 2)
    assert "人approver" in said(second)[0]


def test_signing_page_of_a_signed_dossier_offers_no_signature(client, world, dossier):
    make_signed(world, dossier)

    body = see(client, world.approver, dossier).content.decode()

    assert ('name="password"' in body, 'name="reason"' in body) == (False, False)


@pytest.mark.parametrize("reach", [make_submitted, make_returned])
def test_signing_page_without_a_proposal_says_so(client, world, dossier, reach):
    reach(world, dossier)

    response = see(client, world.approver, dossier)

    assert said(response) == [gettext("There is no proposal to sign now.")]


def test_signing_page_of_a_declined_proposal_says_so(client, world, dossier):
    proposal = make_proposed(world, dossier)
    decline_proposal(actor=second_approver(world), proposal_id=proposal.pk, reason="请再看。")

    response = sign(client, world.approver, dossier, proposal)

    assert (said(response), SignOff.objects.count()) == ([gettext("There is no proposal to sign now.")], 0)


PARTS = {
    "wrote": ("village", "clerk", "clerk"),
    "submitted": ("village", "secretary", "secretary"),
    "judged": ("township", "reviewer", "reviewer"),
}


@pytest.mark.parametrize("part", sorted(PARTS))
def test_signing_by_one_who_took_part_is_refused_with_the_reason(client, world, dossier, part):
    place, post_held, role = PARTS[part]
    world.approver.memberships.create(organisation=getattr(world, place), post=post_held)
    setattr(world, role, User.objects.get(pk=world.approver.pk))
    proposal = make_proposed(world, dossier)

    warned = see(client, world.approver, dossier).content.decode()
    response = sign(client, world.approver, dossier, proposal)

    assert str(FourEyes.message) in warned
    assert (response.status_code, SignOff.objects.count()) == (422, 0)
    assert response.context["form"].non_field_errors() == [str(FourEyes.message)]


def test_signing_by_one_who_uploaded_a_photo_is_refused(client, world, dossier, tmp_path):
    world.approver.memberships.create(organisation=world.village, post="clerk")
    clerk, world.clerk = world.clerk, User.objects.get(pk=world.approver.pk)
    add_photo(world, section_of(dossier), tmp_path)
    world.clerk = clerk
    proposal = make_proposed(world, dossier)

    response = sign(client, world.approver, dossier, proposal)

    assert response.context["form"].non_field_errors() == [str(FourEyes.message)]
    assert not SignOff.objects.exists()


def test_signing_by_another_approver_is_not_warned(client, world, dossier):
    make_proposed(world, dossier)

    assert str(FourEyes.message) not in see(client, world.approver, dossier).content.decode()


@pytest.mark.parametrize("who", ["reviewer", "auditor", "far_approver", "secretary"])
def test_signing_by_anybody_else_does_not_exist(client, world, dossier, who):
    proposal = make_proposed(world, dossier)

    assert sign(client, getattr(world, who), dossier, proposal).status_code == 404
    assert not SignOff.objects.exists()


def test_signing_password_guessed_too_often_locks_even_the_right_one(client, world, dossier):
    proposal = make_proposed(world, dossier)
    answers = [
        sign(client, world.approver, dossier, proposal, password="guess").status_code
        for _ in range(settings.AXES_FAILURE_LIMIT)
    ]

    assert answers == [422] * (settings.AXES_FAILURE_LIMIT - 1) + [429]
    assert sign(client, world.approver, dossier, proposal).status_code == 429
    assert not SignOff.objects.exists()
