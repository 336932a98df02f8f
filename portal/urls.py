"""Addresses. Signed-in space first; the public space ends with Wagtail's pages."""

from django.urls import include, path

from portal import urls_rating

urlpatterns = [
    path("accounts/", include("portal.urls_accounts")),
    path("work/", include("portal.urls_work")),
    path("rating/", include(urls_rating.SIGNED_IN)),
    path("rulebooks/", include("portal.urls_rulebooks")),
    path("desk/", include(urls_rating.DESK)),
    path("desk/", include("portal.urls_desk")),
    path("history/", include("portal.urls_history")),
    path("files/", include("portal.urls_files")),
    path("", include(urls_rating.PUBLIC)),
    path("", include("portal.urls_public")),
]
