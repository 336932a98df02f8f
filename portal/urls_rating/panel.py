"""The leading group, results and ties. SIGNED_IN is below /rating/, DESK below /desk/, PUBLIC at the root."""

from django.urls import URLPattern, path

from portal.views.rating import (
    goals,
    panel,
    panel_seats,
    panel_sheets,
    results,
    results_export,
    results_why,
    scoring,
    scoring_entry,
    ties,
)

PANEL = "<int:round_id>/panel/"
RESULTS = "<int:round_id>/results/"
SCORES = "<int:round_id>/scores/<slug:category>/"

SIGNED_IN: list[URLPattern] = [
    path(PANEL, panel.panel, name="panel"),
    path(PANEL + "seats/", panel_seats.panel_seats, name="panel_seats"),
    path(PANEL + "seats/<int:seat_id>/", panel_seats.panel_excuse, name="panel_excuse"),
    path(
        PANEL + "seats/<int:seat_id>/sheet/<slug:category>/",
        panel_sheets.panel_sheet_page,
        name="panel_sheet",
    ),
    path(PANEL + "spread/<slug:category>/", panel.panel_category, name="panel_category"),
    path(SCORES + "<int:page>/", scoring.scores, name="scores"),
    path(SCORES + "entry/<int:entry_id>/", scoring_entry.score_entry, name="score_entry"),
    path(RESULTS, results.results, name="results"),
    path(RESULTS + "rate/", results.rate, name="results_rate"),
    path(RESULTS + "reopen/", results.reopen, name="results_reopen"),
    path(RESULTS + "ties/<slug:category>/<int:level>/", ties.tie, name="tie"),
    path(
        RESULTS + "export/<slug:category>.<slug:kind>", results_export.results_export, name="results_export"
    ),
    path(RESULTS + "<int:entry_id>/", results_why.why, name="why"),
    path("<int:round_id>/goals/", goals.goals, name="goals"),
]
DESK: list[URLPattern] = []
PUBLIC: list[URLPattern] = []
