"""The public address space. Of Wagtail only pages and the editors' admin are routed: no documents, no API, no
image URLs made on request, no password pages."""

from django.urls import include, path, re_path
from wagtail import views as wagtail_views
from wagtail.admin import urls as cms_urls

from portal.views import public

VILLAGE = r"^villages/(?P<code>[0-9]{12})/"

urlpatterns = [
    path("cms/", include(cms_urls)),
    path("villages/", public.villages, name="villages"),
    re_path(r"^townships/(?P<code>[0-9]{12})/$", public.township_page, name="township_page"),
    re_path(VILLAGE + "$", public.village_page, name="village_page"),
    re_path(VILLAGE + "(?P<year>[0-9]{4})/$", public.village_page, name="village_year"),
    re_path(VILLAGE + "(?P<year>[0-9]{4})/(?P<star>[a-z_]+)/$", public.star_page, name="star_page"),
    re_path(
        r"^media/public/pictures/(?P<sha256>[0-9a-f]{64})\.webp$",
        public.public_picture,
        name="public_picture",
    ),
    re_path(r"^(?!media/)((?:[\w\-]+/)*)$", wagtail_views.serve, name="wagtail_serve"),
]
