"""Postings and objections. SIGNED_IN is below /rating/, DESK below /desk/, PUBLIC at the root."""

from django.urls import URLPattern, path, re_path

from portal.views.desk import posting as desk
from portal.views.desk import village_objections as village
from portal.views.notices import objection, posting, receipt
from portal.views.rating import postings, postings_holidays

ROUND, DOSSIER, VILLAGE = "<int:round_id>/", "<int:dossier_id>/", "village-rounds/<int:round_id>/"
POSTING, OBJECTION = "postings/<int:posting_id>/", "objections/<int:objection_id>/"
PHOTOS = POSTING + "photos/"
DISMISS = POSTING + "objections/dismiss/"
PHOTO = PHOTOS + "<int:file_id>/"

SIGNED_IN: list[URLPattern] = [
    path("holidays/", postings_holidays.holidays, name="holidays"),
    path("holidays/save/", postings_holidays.holiday_save, name="holiday_save"),
    path("holidays/import/", postings_holidays.holidays_import, name="holidays_import"),
    path("holidays/<int:holiday_id>/remove/", postings_holidays.holiday_remove, name="holiday_remove"),
    path(ROUND + "postings/", postings.postings, name="postings"),
    path(ROUND + "postings/new/<slug:kind>/", postings.posting_new, name="posting_new"),
    path(ROUND + POSTING, postings.rating_posting, name="rating_posting"),
    path(ROUND + POSTING + "board/", postings.rating_posting_board, name="rating_posting_board"),
    path(ROUND + POSTING + "down/", postings.rating_posting_down, name="rating_posting_down"),
    path(ROUND + POSTING + "objection/", postings.rating_objection_enter, name="rating_objection_enter"),
    path(ROUND + DISMISS, postings.rating_objections_dismiss, name="rating_objections_dismiss"),
    path(ROUND + PHOTOS, postings.rating_board_photo_add, name="rating_board_photo_add"),
    path(ROUND + PHOTO + "out/", postings.rating_board_photo_out, name="rating_board_photo_out"),
    path(ROUND + PHOTO + "<slug:variant>/", postings.rating_board_photo, name="rating_board_photo"),
    path(ROUND + "objections/register/", postings.objection_register, name="objection_register"),
    path(ROUND + OBJECTION, postings.rating_objection, name="rating_objection"),
    path(ROUND + OBJECTION + "take/", postings.rating_objection_take, name="rating_objection_take"),
    path(ROUND + OBJECTION + "decide/", postings.rating_objection_decide, name="rating_objection_decide"),
]
DESK: list[URLPattern] = [
    path(DOSSIER + "postings/", desk.desk_postings, name="desk_postings"),
    path(DOSSIER + "postings/up/", desk.desk_posting_up, name="desk_posting_up"),
    path(DOSSIER + POSTING, desk.desk_posting, name="desk_posting"),
    path(DOSSIER + POSTING + "board/", desk.desk_posting_board, name="desk_posting_board"),
    path(DOSSIER + POSTING + "down/", desk.desk_posting_down, name="desk_posting_down"),
    path(DOSSIER + POSTING + "objection/", desk.desk_objection_enter, name="desk_objection_enter"),
    path(DOSSIER + DISMISS, desk.desk_objections_dismiss, name="desk_objections_dismiss"),
    path(DOSSIER + PHOTOS, desk.desk_board_photo_add, name="desk_board_photo_add"),
    path(DOSSIER + PHOTO + "out/", desk.desk_board_photo_out, name="desk_board_photo_out"),
    path(DOSSIER + PHOTO + "<slug:variant>/", desk.desk_board_photo, name="desk_board_photo"),
    path(DOSSIER + "objections/register/", desk.desk_objection_register, name="desk_objection_register"),
    path(DOSSIER + OBJECTION, desk.desk_objection, name="desk_objection"),
    path(DOSSIER + OBJECTION + "take/", desk.desk_objection_take, name="desk_objection_take"),
    path(DOSSIER + OBJECTION + "decide/", desk.desk_objection_decide, name="desk_objection_decide"),
    path(VILLAGE + DISMISS, village.village_objections_dismiss, name="desk_village_objections_dismiss"),
    path(VILLAGE + OBJECTION, village.village_objection, name="desk_village_objection"),
    path(VILLAGE + OBJECTION + "take/", village.village_objection_take, name="desk_village_objection_take"),
    path(
        VILLAGE + OBJECTION + "decide/",
        village.village_objection_decide,
        name="desk_village_objection_decide",
    ),
]
PUBLIC: list[URLPattern] = [
    path("postings/<int:posting_id>/", posting.posting, name="posting"),
    path("postings/<int:posting_id>/object/", objection.objection_new, name="objection_new"),
    path("receipts/", receipt.receipts, name="receipts"),
    re_path(r"^villages/(?P<code>[0-9]{12})/postings/$", posting.village_postings, name="village_postings"),
]
