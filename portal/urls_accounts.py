"""Signing in and out."""

from django.urls import path

from portal.views import accounts

urlpatterns = [
    path("sign-in/", accounts.SignIn.as_view(), name="sign_in"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("password/", accounts.ChangePassword.as_view(), name="change_password"),
]
