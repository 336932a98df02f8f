"""Posts from one day to another, and the commands that give and end them."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from stars.access import duties, holds
from stars.errors import BadInput
from stars.models import Event, Membership, Organisation, Post, User
from stars.services.people import POST_KINDS, appoint, create_account_with_post, end_post
from tests.making import PASSWORD


def day(offset: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=offset)


def give(world, first: int, last: int | None = None) -> Membership:
    dates = {"valid_from": day(first), "valid_to": None if last is None else day(last)}
    return appoint(user=world.nobody, organisation=world.village, post="clerk", **dates)


def holds_now(world) -> bool:
    return holds(User.objects.get(pk=world.nobody.pk), Post.CLERK, world.village)


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [(0, None, True), (-9, 0, True), (0, 0, True), (-9, -1, False), (1, None, False), (1, 9, False)],
)
def test_post_counts_from_its_first_day_to_its_last(world, first, last, held):
    give(world, first, last)

    assert holds_now(world) == held


def test_post_of_a_closed_account_does_not_count(world):
    world.clerk.is_active = False

    assert duties(world.clerk) == ()


@pytest.mark.parametrize("second", [(0, None), (-5, -1), (3, 20), (10, None), (-20, 30)])
def test_post_overlapping_the_same_post_is_refused(world, second):
    give(world, -5, 10)

    with pytest.raises(BadInput, match="已在这里担任"):
        give(world, *second)

    assert world.nobody.memberships.count() == 1


@pytest.mark.parametrize("second", [(11, None), (-20, -6)])
def test_post_before_or_after_the_same_post_is_another_term(world, second):
    give(world, -5, 10)

    give(world, *second)

    assert (world.nobody.memberships.count(), holds_now(world)) == (2, True)


def test_post_that_ends_before_it_begins_is_refused(world):
    with pytest.raises(BadInput, match="结束日期早于开始日期"):
        give(world, 0, -1)


@pytest.mark.db_variant
def test_post_held_twice_without_end_is_refused_by_the_database(world):
    give(world, -5)

    with pytest.raises(IntegrityError):
        Membership.objects.create(user=world.nobody, organisation=world.village, post="clerk")


@pytest.mark.parametrize("post", Post.values)
def test_post_exists_only_at_its_own_levels(world, post):
    for kind in ("village", "township", "county"):
        make = {"user": world.nobody, "organisation": getattr(world, kind), "post": post}
        if kind in POST_KINDS[post]:
            assert appoint(**make).post == post
        else:
            with pytest.raises(BadInput, match="这一级"):
                appoint(**make)


def test_appointment_is_in_the_log_with_place_person_and_post(world):
    give(world, 0)

    event = Event.objects.last()
    assert (event.action, event.organisation, event.target) == ("appointed", world.village, "人nobody · 文书")


def test_end_post_keeps_the_row_and_ends_the_right(world):
    row = give(world, -5)

    end_post(membership_id=row.pk, last_day=day(-1), actor=world.administrator)

    assert (holds_now(world), Event.objects.last().action) == (False, "post_ended")
    assert row.history.first().history_user == world.administrator


def test_end_post_before_its_first_day_is_refused(world):
    row = give(world, -5)

    with pytest.raises(BadInput):
        end_post(membership_id=row.pk, last_day=day(-6))


def test_end_post_moved_into_the_next_term_is_refused(world):
    row = give(world, -5, -1)
    give(world, 0)

    with pytest.raises(BadInput):
        end_post(membership_id=row.pk, last_day=day(0))


def new_account(**held) -> User:
    held = {"name": "新人", "password": PASSWORD, "post": "clerk"} | held
    return create_account_with_post(organisation=Organisation.objects.get(name="甲村"), **held)


def test_account_has_no_right_until_a_post_is_given(world):
    user = new_account(username="new", valid_from=day(1))

    assert (duties(user), user.is_staff, user.is_superuser) == ((), False, False)


def test_account_with_a_login_that_is_taken_is_refused(world):
    with pytest.raises(BadInput, match="登录名"):
        new_account(username="clerk")


def test_account_whose_post_is_refused_is_not_made(world):
    with pytest.raises(BadInput):
        create_account_with_post(
            username="new", name="新人", password=PASSWORD, organisation=world.village, post="approver"
        )

    assert not User.objects.filter(username="new").exists()


def test_create_administrator_makes_an_account_for_the_county(world, monkeypatch, capsys):
    monkeypatch.setenv("ADMINISTRATOR_PASSWORD", PASSWORD)

    call_command("create_administrator", "admin", "管理", county=world.county.code)

    user = User.objects.get(username="admin")
    assert (user.check_password(PASSWORD), holds(user, "administrator", world.county)) == (True, True)
    assert user.must_change_password
    assert PASSWORD not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("password", "county", "why"),
    [
        ("short", "990101000000", "密码"),
        ("1234567890", "990101000000", "密码"),
        (PASSWORD, "990199000000", "Import organisations first"),
        (PASSWORD, "990101101201", "这一级"),
    ],
)
def test_create_administrator_that_is_refused_leaves_no_account(world, monkeypatch, password, county, why):
    monkeypatch.setenv("ADMINISTRATOR_PASSWORD", password)

    with pytest.raises(CommandError, match=why):
        call_command("create_administrator", "admin", "管理", county=county)

    assert not User.objects.filter(username="admin").exists()


def test_appoint_command_gives_a_known_person_a_post_for_a_time(world):
    call_command("appoint", "nobody", "clerk", world.village.code, last_day=day(3))

    row = world.nobody.memberships.get()
    assert (row.post, row.valid_from, row.valid_to) == ("clerk", day(0), day(3))


def test_appoint_command_with_a_name_makes_the_account(world, monkeypatch):
    monkeypatch.setenv("ACCOUNT_PASSWORD", PASSWORD)

    call_command("appoint", "new", "reviewer", world.township.code, name="新人")

    assert holds(User.objects.get(username="new"), "reviewer", world.township)


@pytest.mark.parametrize(
    ("login", "post", "code", "why"),
    [
        ("unknown", "clerk", "990101101201", "Give --name"),
        ("nobody", "clerk", "990101101299", "No organisation"),
        ("nobody", "approver", "990101101201", "这一级"),
        ("clerk", "clerk", "990101101201", "已在这里担任"),
    ],
)
def test_appoint_command_that_is_refused_says_why(world, login, post, code, why):
    with pytest.raises(CommandError, match=why):
        call_command("appoint", login, post, code)


def test_end_post_command_ends_yesterday(world):
    call_command("end_post", "clerk", "clerk", world.village.code)

    assert world.clerk.memberships.get().valid_to == day(-1)


def test_end_post_command_without_such_a_post_says_so(world):
    with pytest.raises(CommandError, match="does not hold"):
        call_command("end_post", "clerk", "secretary", world.village.code)
