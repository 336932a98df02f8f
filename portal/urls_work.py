"""The village's workspace."""

from django.urls import path

from portal.views.work import captions, checking, evidence, figures, home, reports, saving, sections

DOSSIER = "<int:dossier_id>/"
STAR = DOSSIER + "<slug:star>/"
REPORT = DOSSIER + "reports/<int:report_id>/"
EVIDENCE = DOSSIER + "evidence/<int:evidence_id>/"

urlpatterns = [
    path("", home.work, name="work"),
    path(DOSSIER, home.dossier, name="dossier"),
    path(DOSSIER + "check/", checking.check, name="check"),
    path(DOSSIER + "submit/", checking.submit, name="submit"),
    path(DOSSIER + "reports/new/", reports.report_new, name="report_new"),
    path(REPORT, reports.report, name="report"),
    path(REPORT + "accept/", reports.report_accept_all, name="report_accept_all"),
    path(REPORT + "proposals/<int:proposal_id>/", reports.proposal_decide, name="proposal_decide"),
    path(DOSSIER + "evidence/", evidence.evidence_add, name="evidence_add"),
    path(EVIDENCE, evidence.evidence_edit, name="evidence_edit"),
    path(EVIDENCE + "file/", evidence.evidence_revise, name="evidence_revise"),
    path(EVIDENCE + "star/", evidence.evidence_move, name="evidence_move"),
    path(EVIDENCE + "remove/", evidence.evidence_remove, name="evidence_remove"),
    path(DOSSIER + "figures/<int:figure_id>/remove/", figures.figure_remove, name="figure_remove"),
    path(STAR, sections.section, name="section"),
    path(STAR + "save/", saving.section_save, name="section_save"),
    path(STAR + "captions/", captions.captions, name="captions"),
    path(STAR + "assign/", sections.assign, name="assign"),
]
