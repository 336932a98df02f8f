"""The list of rounds and one round as its steps. SIGNED_IN is below /rating/, DESK below /desk/, PUBLIC at the root."""

from django.urls import URLPattern, path

from portal.views.rating import home

ROUND = "<int:round_id>/"

SIGNED_IN = [
    path("", home.rating, name="rating"),
    path("new/", home.rating_new, name="rating_new"),
    path(ROUND, home.rating_round, name="rating_round"),
    path(ROUND + "begin/", home.rating_begin, name="rating_begin"),
    path(ROUND + "archive/", home.rating_archive, name="rating_archive"),
]
DESK: list[URLPattern] = []
PUBLIC: list[URLPattern] = []
