"""The leading group, results and ties. SIGNED_IN is below /rating/, DESK below /desk/, PUBLIC at the root."""

from django.urls import URLPattern, path

from portal.views.rating import panel, panel_seats, scoring, scoring_entry

PANEL = "<int:round_id>/panel/"
SCORES = "<int:round_id>/scores/<slug:category>/"

SIGNED_IN: list[URLPattern] = [
    path(PANEL, panel.panel, name="panel"),
    path(PANEL + "seats/", panel_seats.panel_seats, name="panel_seats"),
    path(PANEL + "seats/<int:seat_id>/", panel_seats.panel_excuse, name="panel_excuse"),
    path(PANEL + "spread/<slug:category>/", panel.panel_category, name="panel_category"),
    path(SCORES + "<int:page>/", scoring.scores, name="scores"),
    path(SCORES + "entry/<int:entry_id>/", scoring_entry.score_entry, name="score_entry"),
]
DESK: list[URLPattern] = []
PUBLIC: list[URLPattern] = []
