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


def create_account(*, username: str, name: str, password: str, actor=None) -> User:
    """A new account without any right; rights come with a post. The password is validated and hashed."""
    user = User(username=username, name=name)
    validate_password(password, user)
    user.set_password(password)  # slow by design, so before the transaction
    if User.objects.filter(username=username).exists():
        raise BadInput(_("This login name is taken. Choose another."))
    return save_tracked(user, actor=actor)


def appoint(
    *, user: User, organisation: Organisation, post: str, valid_from: datetime.date | None = None, actor=None
) -> Membership:
    """Give a post from a day on. The post must fit the level of the organisation."""
    if organisation.kind not in POST_KINDS[post]:
        raise BadInput(_("This post does not exist at this level."))
    row = Membership(
        user=user, organisation=organisation, post=post, valid_from=valid_from or timezone.localdate()
    )
    try:
        with transaction.atomic():
            save_tracked(row, actor=actor)
            label = str(Post(post).label)
            record(Action.APPOINTED, actor=actor, organisation=organisation, target=f"{user} · {label}")
    except IntegrityError as error:
        raise BadInput(_("This person already holds this post here.")) from error
    return row
