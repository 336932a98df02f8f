"""The township's desk."""

from django.urls import path

from portal.views.desk import overview, review, signing

DOSSIER = "<int:dossier_id>/"
STAR = DOSSIER + "stars/<slug:star>/"

urlpatterns = [
    path("", overview.desk, name="desk"),
    path("rounds/new/", overview.round_new, name="round_new"),
    path(DOSSIER, review.review_dossier, name="review_dossier"),
    path(DOSSIER + "changes/", review.changes, name="changes"),
    path(DOSSIER + "return/", review.return_send, name="return_send"),
    path(DOSSIER + "propose/", review.propose, name="propose"),
    path(DOSSIER + "decline/", review.decline, name="decline"),
    path(DOSSIER + "sign/", signing.sign, name="sign"),
    path(DOSSIER + "demands/<int:demand_id>/drop/", review.demand_drop, name="demand_drop"),
    path(STAR, review.review_section, name="review_section"),
    path(STAR + "judge/", review.judge, name="judge"),
    path(STAR + "demands/", review.demand_make, name="demand_make"),
    path(STAR + "release/", signing.release, name="release"),
]
