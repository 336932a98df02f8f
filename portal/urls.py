"""Addresses. Signed-in space first; the public space ends with Wagtail's pages."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("portal.urls_accounts")),
    path("work/", include("portal.urls_work")),
    path("desk/", include("portal.urls_desk")),
    path("history/", include("portal.urls_history")),
    path("files/", include("portal.urls_files")),
    path("", include("portal.urls_public")),
]
