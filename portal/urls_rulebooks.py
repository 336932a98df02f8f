"""Rulebooks: reading, editing, checking, publishing. Below /rulebooks/."""

from django.urls import path

from portal.views.rulebooks import drafts, grounds, lines, parts, reading, shelf, trying

BOOK = "<int:rulebook_id>/"
VERSION = BOOK + "versions/<int:number>/"
DRAFT = BOOK + "draft/"
CATEGORY = DRAFT + "categories/<str:category>/"
ROLE = CATEGORY + "roles/<str:role>/"
ITEM = ROLE + "items/<str:item>/"
BENEFIT = CATEGORY + "benefits/<str:benefit>/"

urlpatterns = [
    path("", shelf.rulebooks, name="rulebooks"),
    path("import/", shelf.rulebook_import, name="rulebook_import"),
    path("shipped/<slug:key>/", shelf.rulebook_shipped, name="rulebook_shipped"),
    path("shipped/<slug:key>/export/", shelf.rulebook_shipped_export, name="rulebook_shipped_export"),
    path("shipped/<slug:key>/take-over/", shelf.rulebook_take_over, name="rulebook_take_over"),
    path("grounds/", grounds.grounds, name="county_grounds"),
    path(BOOK, reading.rulebook, name="rulebook"),
    path(BOOK + "begin/", reading.draft_begin, name="draft_begin"),
    path(BOOK + "grounds/", grounds.rulebook_grounds, name="rulebook_grounds"),
    path(BOOK + "grounds/on/", grounds.ground_on, name="ground_on"),
    path(BOOK + "grounds/off/", grounds.ground_off, name="ground_off"),
    path(VERSION, reading.rulebook_version, name="rulebook_version"),
    path(VERSION + "export/", reading.rulebook_version_export, name="rulebook_version_export"),
    path(VERSION + "dry-run/", trying.version_dry_run, name="version_dry_run"),
    path(DRAFT, drafts.draft, name="draft"),
    path(DRAFT + "export/", drafts.draft_export, name="draft_export"),
    path(DRAFT + "dry-run/", trying.draft_dry_run, name="draft_dry_run"),
    path(DRAFT + "text/", drafts.draft_text, name="draft_text"),
    path(DRAFT + "accept/", drafts.draft_accept, name="draft_accept"),
    path(DRAFT + "take-back/", drafts.draft_take_back, name="draft_take_back"),
    path(DRAFT + "publish/", drafts.draft_publish, name="draft_publish"),
    path(DRAFT + "drop/", drafts.draft_drop, name="draft_drop"),
    path(DRAFT + "head/", parts.draft_head, name="draft_head"),
    path(CATEGORY, parts.draft_category, name="draft_category"),
    path(CATEGORY + "parts/<slug:part>/", parts.draft_part, name="draft_part"),
    path(ROLE, parts.draft_role, name="draft_role"),
    path(ROLE + "new-item/", lines.draft_item_new, name="draft_item_new"),
    path(ITEM, lines.draft_item, name="draft_item"),
    path(ITEM + "remove/", lines.draft_item_remove, name="draft_item_remove"),
    path(CATEGORY + "new-benefit/", lines.draft_benefit_new, name="draft_benefit_new"),
    path(BENEFIT, lines.draft_benefit, name="draft_benefit"),
    path(BENEFIT + "remove/", lines.draft_benefit_remove, name="draft_benefit_remove"),
]
