"""Who took part, or is of the village, decides nothing about it."""

import datetime

import pytest
from django.utils import timezone

from evidence.services.releasing import release_star
from evidence.services.reviewing import make_demand, send_return
from evidence.services.rounds import open_round
from evidence.services.sections import assign_section
from evidence.services.signing import sign_off
from stars.errors import FourEyes
from stars.models import Round, User
from tests.making import (
    PASSWORD,
    judge,
    make_person,
    make_proposed,
    make_submitted,
    propose,
    section_of,
    submit,
    write,
)
from tests.portal.building import make_published

pytestmark = pytest.mark.db_variant
TODAY, DAY = timezone.localdate, datetime.timedelta(days=1)


def give_village_post(world, user, post="member", **dates) -> User:
    user.memberships.create(organisation=world.village, post=post, **dates)
    return User.objects.get(pk=user.pk)


def sign(world, dossier, actor):
    digest = dossier.submissions.get().proposals.get().digest
    return sign_off(actor=actor, dossier_id=dossier.pk, digest=digest, password=PASSWORD)


def make_unreleased(world, dossier):
    write(world, section_of(dossier, "unity"), "组织了两次活动。")
    submit(world, dossier, ["unity"])
    make_published(world, dossier, ["unity"])


@pytest.mark.parametrize("post", ["member", "clerk", "secretary", "panel", "counter"])
@pytest.mark.parametrize("ended", [False, True])
def test_reviewer_of_the_village_reviews_nothing_of_it(world, dossier, post, ended):
    make_submitted(world, dossier)
    dates = {"valid_from": TODAY() - 9 * DAY, "valid_to": TODAY() if ended else None}
    world.reviewer = give_village_post(world, world.reviewer, post, **dates)

    with pytest.raises(FourEyes):
        judge(world, dossier, "tidy")
    with pytest.raises(FourEyes):
        make_demand(actor=world.reviewer, section_id=section_of(dossier).pk, text="请补充。")
    with pytest.raises(FourEyes):
        send_return(actor=world.reviewer, dossier_id=dossier.pk, version=dossier.version)


def test_reviewer_of_the_village_proposes_nothing(world, dossier):
    make_submitted(world, dossier)
    for key in ("tidy", "income"):
        judge(world, dossier, key)
    world.reviewer = give_village_post(world, world.reviewer)

    with pytest.raises(FourEyes):
        propose(world, dossier, ["tidy"])


def test_reviewer_whose_village_post_ended_before_the_round_reviews(world, dossier):
    make_submitted(world, dossier)
    dates = {"valid_from": TODAY() - 9 * DAY, "valid_to": TODAY() - DAY}
    world.reviewer = give_village_post(world, world.reviewer, **dates)

    assert judge(world, dossier, "tidy").reviewer == world.reviewer


def test_reviewer_of_another_village_reviews(world, dossier):
    make_submitted(world, dossier)
    world.reviewer.memberships.create(organisation=world.other_village, post="clerk")
    world.reviewer = User.objects.get(pk=world.reviewer.pk)

    assert judge(world, dossier, "tidy").reviewer == world.reviewer


def test_approver_of_the_village_signs_nothing_of_it(world, dossier):
    make_proposed(world, dossier)

    with pytest.raises(FourEyes):
        sign(world, dossier, give_village_post(world, world.approver))


def test_approver_of_a_village_still_opens_the_round(world):
    approver = give_village_post(world, world.approver)
    days = dict.fromkeys(("fill_ends", "review_ends", "sign_ends"), TODAY())

    open_round(actor=approver, township=world.township, title="今年", year=TODAY().year, **days)

    assert Round.objects.get().opened_by == approver


def moved_to_township(world, person) -> User:
    """From a village post that ended before the round to the approver's."""
    person.memberships.update(valid_to=TODAY() - 5 * DAY)
    person.memberships.create(organisation=world.township, post="approver")
    return User.objects.get(pk=person.pk)


def test_assigning_a_star_is_taking_part(world, dossier):
    assigner = make_person("assigner", "secretary", world.village)
    assign_section(actor=assigner, section_id=section_of(dossier).pk, user_ids=[world.member.pk])
    make_proposed(world, dossier)

    with pytest.raises(FourEyes) as caught:
        sign(world, dossier, moved_to_township(world, assigner))

    assert caught.value.message == FourEyes.message


@pytest.mark.parametrize("part", ["judged", "village"])
def test_release_by_one_who_is_not_a_second_person_is_refused(world, dossier, part):
    make_unreleased(world, dossier)
    if part == "judged":
        world.reviewer.memberships.create(organisation=world.township, post="approver")
        actor = User.objects.get(pk=world.reviewer.pk)
    else:
        actor = give_village_post(world, world.approver)

    with pytest.raises(FourEyes):
        release_star(actor=actor, dossier_id=dossier.pk, dimension="unity")

    assert not dossier.publication.stars.get().released
