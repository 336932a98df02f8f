"""Accounts and the posts they hold."""

import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from stars.actions import Action
from stars.errors import BadInput
from stars.models import Membership, Organisation, Post, User
from stars.services.recording import record
from stars.tracking import save_tracked

POST_KINDS = {
    **dict.fromkeys(("member", "clerk", "secretary", "panel", "counter"), ("village",)),
    **dict.fromkeys(("reviewer", "approver"), ("township",)),
    "auditor": ("county",),
    "editor": ("village", "township", "county"),
    "administrator": ("township", "county"),
}


def create_account_with_post(*, username: str, name: str, password: str, actor=None, **held) -> User:
    """The account and its post (`held`: what `appoint` takes), or neither. The password is validated and hashed.

    Whoever gave the first password knows it: until it is changed the account opens nothing else.
    """
    user = _account(username, name, password)
    with transaction.atomic():
        _save_account(user, actor=actor)
        appoint(user=user, actor=actor, **held)
    return user


def _account(username: str, name: str, password: str) -> User:
    user = User(username=username, name=name, must_change_password=True)
    validate_password(password, user)
    user.set_password(password)  # slow by design, so before the transaction
    return user


def _save_account(user: User, *, actor) -> User:
    try:
        with transaction.atomic():
            return save_tracked(user, actor=actor)
    except IntegrityError as error:
        raise BadInput(_("This login name is taken. Choose another.")) from error


def appoint(
    *,
    user: User,
    organisation: Organisation,
    post: str,
    valid_from: datetime.date | None = None,
    valid_to: datetime.date | None = None,
    actor=None,
) -> Membership:
    """Give a post from one day to another, both included. The post must fit the level of the organisation."""
    if organisation.kind not in POST_KINDS.get(post, ()):
        raise BadInput(_("This post does not exist at this level."))
    first = valid_from or timezone.localdate()
    if valid_to and valid_to < first:
        raise BadInput(_("The last day lies before the first. Mend one of the two dates."))
    row = Membership(user=user, organisation=organisation, post=post, valid_from=first, valid_to=valid_to)
    with transaction.atomic():
        User.objects.select_for_update().get(
            pk=user.pk
        )  # of two appointments at once the second sees the first
        if user.memberships.overlapping(row).exists():
            raise BadInput(_("This person already holds this post here in these days."))
        save_tracked(row, actor=actor, reason=Action.APPOINTED)
        _log(Action.APPOINTED, row, actor=actor)
    return row


@transaction.atomic
def end_post(*, membership_id: int, last_day: datetime.date, actor=None) -> Membership:
    """The post is held up to and including `last_day`; the row stays, so that history keeps the name."""
    row = Membership.objects.select_for_update().select_related("user", "organisation").get(pk=membership_id)
    if last_day < row.valid_from:
        raise BadInput(_("The last day lies before the first. Mend one of the two dates."))
    row.valid_to = last_day
    if row.user.memberships.exclude(pk=row.pk).overlapping(row).exists():
        raise BadInput(_("This person already holds this post here in these days."))
    save_tracked(row, actor=actor, reason=Action.POST_ENDED)
    _log(Action.POST_ENDED, row, actor=actor, last_day=last_day.isoformat())
    return row


def _log(action: Action, row: Membership, *, actor, **data) -> None:
    target = f"{row.user} · {Post(row.post).label}"
    record(action, actor=actor, organisation=row.organisation, target=target, **data)
