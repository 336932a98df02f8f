"""Guessing passwords is slowed down; the message says how long, in Chinese."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from portal.guessing import client_address
from tests.making import PASSWORD


def sign_in(client, password: str, username: str = "clerk"):
    return client.post(reverse("sign_in"), {"username": username, "password": password})


@pytest.fixture
def locked(client, world):
    answers = [sign_in(client, "wrong") for _ in range(settings.AXES_FAILURE_LIMIT)]
    return [answer.status_code for answer in answers]


def test_guessing_is_told_to_wait_at_the_limit(client, locked):
    assert locked == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]

    page = sign_in(client, "wrong").content.decode()

    assert settings.AXES_COOLOFF_TIME * 60 == 15
    assert "请等 15 分钟再试" in page


def test_right_password_is_refused_while_locked(client, locked):
    assert (sign_in(client, PASSWORD).status_code, "_auth_user_id" in client.session) == (429, False)


def test_right_password_opens_again_after_the_wait(client, locked):
    AccessAttempt.objects.update(attempt_time=timezone.now() - datetime.timedelta(minutes=16))

    assert sign_in(client, PASSWORD).status_code == 302


def test_others_at_the_same_address_may_still_sign_in(client, locked):
    assert sign_in(client, PASSWORD, "secretary").status_code == 302


def test_right_password_before_the_limit_forgets_the_failures(client, world):
    for _ in range(2):
        failures = [sign_in(client, "wrong") for _ in range(settings.AXES_FAILURE_LIMIT - 1)]
        assert {answer.status_code for answer in failures} == {200}
        assert sign_in(client, PASSWORD).status_code == 302


def test_failures_say_the_same_for_known_and_unknown_names(client, world):
    known, unknown = (sign_in(client, "wrong", name).context["form"].errors for name in ("clerk", "xyz"))

    assert known == unknown


def test_failed_passwords_are_not_kept(client, locked):
    kept = " ".join(AccessAttempt.objects.values_list("post_data", flat=True))

    assert "wrong" not in kept


def test_many_names_from_one_address_are_locked_at_the_limit_of_the_address(client, world):
    limit = settings.AXES_FAILURE_LIMIT_OF_ADDRESS
    answers = [sign_in(client, "wrong", f"name{number}").status_code for number in range(limit)]

    assert answers == [200] * (limit - 1) + [429]
    assert sign_in(client, PASSWORD, "secretary").status_code == 429
    client.defaults["REMOTE_ADDR"] = "10.0.0.9"
    assert sign_in(client, PASSWORD, "secretary").status_code == 302


def test_trying_while_locked_does_not_make_the_wait_longer(client, locked):
    before = AccessAttempt.objects.get().attempt_time

    sign_in(client, "wrong")

    assert AccessAttempt.objects.get().attempt_time == before


def test_address_of_a_header_counts_only_behind_a_proxy(rf, settings):
    request = rf.get("/", headers={"x-forwarded-for": "10.1.1.1, 10.2.2.2"})
    found = []
    for settings.BEHIND_PROXY in (False, True):
        found.append(client_address(request))

    assert found == ["127.0.0.1", "10.2.2.2"]


@pytest.mark.parametrize("header", ["", "unknown", "10.2.2.2, \x00"])
def test_address_that_is_none_is_not_kept(rf, settings, header):
    settings.BEHIND_PROXY = True
    request = rf.get("/", REMOTE_ADDR="", headers={"x-forwarded-for": header})

    assert client_address(request) is None


def change_password(client, old: str):
    new = "another-long-password"
    form = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(reverse("change_password"), form)


def test_old_password_is_guessed_no_more_often_than_at_sign_in(client, world):
    client.force_login(world.clerk)
    answers = [change_password(client, "guess").status_code for _ in range(settings.AXES_FAILURE_LIMIT)]

    assert answers == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]
    assert change_password(client, PASSWORD).status_code == 429
    world.clerk.refresh_from_db()
    assert world.clerk.check_password(PASSWORD)


def test_passwords_of_a_failed_change_are_not_kept(client, world):
    client.force_login(world.clerk)

    change_password(client, "guess")

    kept = AccessAttempt.objects.get().post_data
    assert ("guess" in kept, "another" in kept) == (False, False)
