"""Signing in, out, and changing the password. What was typed before the session ended comes through."""

from functools import partial

from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.forms.accounts import NewPasswordForm, SignInForm
from portal.middleware import is_signed_in_space
from portal.views.typed import ON_PAGE_ONLY, SHOWN_AGAIN, keep_typed, shown_texts, unpack_typed


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = False

    def form_valid(self, form):
        response = super().form_valid(form)
        unpacked = unpack_typed(self.request.POST.get("kept", ""))
        if unpacked and is_signed_in_space(unpacked[0]):
            if ON_PAGE_ONLY in unpacked[1]:
                return self.carried_on(*unpacked)
            keep_typed(self.request, *unpacked)
            messages.info(self.request, _("What you typed before you were signed out is back. Save it now."))
        return response

    def carried_on(self, action: str, fields: dict[str, list[str]]):
        """A page that holds what was typed, and opens the form with it again."""
        pairs = [(name, value) for name, values in fields.items() for value in values]
        context = {"action": action, "fields": pairs, "shown_again": SHOWN_AGAIN}
        answer = render(self.request, "accounts/carry_on.html", context)
        answer["Cache-Control"] = "no-store"
        return answer

    def get_context_data(self, **kwargs):
        kept = self.request.POST.get("kept", "")
        unpacked = unpack_typed(kept)
        shown = shown_texts(unpacked[1]) if unpacked else []
        return super().get_context_data(kept=kept if unpacked else "", kept_texts=shown, **kwargs)


def password_again(request, password: str) -> bool:
    """Whether this is the user's own password. Wrong ones count as at sign-in: after too many the page is locked."""
    return authenticate(request, username=request.user.get_username(), password=password) is not None


@require_POST
def sign_out(request):
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("sign_in")


class ChangePassword(PasswordChangeView):
    template_name = "accounts/password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("work")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect("sign_in")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"is_own": partial(password_again, self.request)}

    def form_valid(self, form):
        form.user.must_change_password = False
        response = super().form_valid(form)
        messages.success(self.request, _("Your new password is set."))
        return response
