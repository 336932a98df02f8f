"""Meetings, tallies and the vote with slips. SIGNED_IN is below /rating/, DESK below /desk/, PUBLIC at the root."""

from django.urls import URLPattern, path

from portal.views.notices import vote
from portal.views.rating.meetings import files, lists, papers, planning, running, sheets, slips

ALL = "<int:round_id>/meetings/"
ONE = ALL + "<int:meeting_id>/"

SIGNED_IN: list[URLPattern] = [
    path(ALL, lists.meetings, name="meetings"),
    path(ALL + "new/", planning.meeting_new, name="meeting_new"),
    path(ONE, lists.meeting, name="meeting"),
    path(ONE + "plan/", planning.meeting_change, name="meeting_change"),
    path(ONE + "open/", running.meeting_open, name="meeting_open"),
    path(ONE + "present/", running.meeting_present, name="meeting_present"),
    path(ONE + "nominees/", running.meeting_nominees, name="meeting_nominees"),
    path(ONE + "close/", running.meeting_close, name="meeting_close"),
    path(ONE + "void/", running.meeting_void, name="meeting_void"),
    path(ONE + "slips/", slips.meeting_slips, name="meeting_slips"),
    path(ONE + "papers/<slug:paper>/", papers.meeting_paper, name="meeting_paper"),
    path(ONE + "sheet/", sheets.meeting_sheet, name="meeting_sheet"),
    path(ONE + "sheet/check/", sheets.meeting_check, name="meeting_check"),
    path(ONE + "sheet/<int:sheet_id>/aside/", sheets.sheet_aside, name="sheet_aside"),
    path(ONE + "files/", files.meeting_file_add, name="meeting_file_add"),
    path(ONE + "files/<int:file_id>/out/", files.meeting_file_out, name="meeting_file_out"),
    path(ALL + "files/<int:file_id>/<slug:variant>/", files.round_file, name="round_file"),
]
DESK: list[URLPattern] = []
PUBLIC: list[URLPattern] = [path("vote/", vote.vote, name="vote")]
