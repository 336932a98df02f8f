"""Signing in and out."""

from django.urls import path

from portal.views import accounts

urlpatterns = [
    path("accounts/sign-in/", accounts.SignIn.as_view(), name="sign_in"),
    path("accounts/sign-out/", accounts.sign_out, name="sign_out"),
    path("accounts/password/", accounts.ChangePassword.as_view(), name="change_password"),
]
