"""Guessing passwords is slowed down; the message says how long, in Chinese."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

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
