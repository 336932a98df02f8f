"""Signing in, and the new password."""

from collections.abc import Callable

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _(
            "User name or password is not right. Look at capital letters and try again, or ask your "
            "township's administrator for a new password."
        ),
        "inactive": _("This account was closed. Ask your township's administrator."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")
        self.fields["password"].error_messages["required"] = _("Type your password.")
        self.label_suffix = ""


class NewPasswordForm(PasswordChangeForm):
    """`is_own` says whether a password is the present one, and counts wrong ones as sign-in does."""

    def __init__(self, *args, is_own: Callable[[str], bool], **kwargs):
        super().__init__(*args, **kwargs)
        self.is_own = is_own

    def clean_old_password(self):
        typed = self.cleaned_data["old_password"]
        if not self.is_own(typed):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return typed
