"""Subjects, targets and personal slips. SIGNED_IN is below /rating/, DESK below /desk/, PUBLIC at the root."""

from django.urls import URLPattern, path, re_path

from portal.views.notices import slip
from portal.views.rating import (
    applications,
    exclusions,
    slips,
    subject_files,
    subject_forms,
    subject_imports,
    subjects,
    target,
    targets,
)

ROUND = "<int:round_id>/"
LIST = ROUND + "subjects/<slug:category>/"
ONE = LIST + "<int:subject_id>/"
IMPORT = ROUND + "imports/<int:import_id>/"
EXCLUSION = ROUND + "exclusions/<int:exclusion_id>/"
EXPORT = r"^(?P<round_id>[0-9]+)/subjects/(?P<category>[-a-zA-Z0-9_]+)/list\.(?P<form>xlsx|csv)$"

SIGNED_IN = [
    path(ROUND + "subjects/", subjects.subjects, name="subjects"),
    path(LIST, subjects.subject_list, name="subject_list"),
    path(LIST + "new/", subject_forms.subject_new, name="subject_new"),
    path(LIST + "own/", subjects.subject_own, name="subject_own"),
    path(LIST + "take-in/", subjects.subjects_take_in, name="subjects_take_in"),
    path(LIST + "import/", subject_imports.subject_import_new, name="subject_import_new"),
    path(LIST + "template/", subject_files.subject_template, name="subject_template"),
    re_path(EXPORT, subject_files.subject_export, name="subject_export"),
    path(LIST + "entries/<int:entry_id>/out/", subjects.entry_take_out, name="entry_take_out"),
    path(ONE, subject_forms.subject, name="subject"),
    path(ONE + "leave/", subjects.subject_leave, name="subject_leave"),
    path(ONE + "back/", subjects.subject_back, name="subject_back"),
    path(IMPORT, subject_imports.subject_import, name="subject_import"),
    path(IMPORT + "same/", subject_imports.subject_import_same, name="subject_import_same"),
    path(IMPORT + "take/", subject_imports.subject_import_take, name="subject_import_take"),
    path(IMPORT + "drop/", subject_imports.subject_import_drop, name="subject_import_drop"),
    path(ROUND + "targets/", targets.targets, name="targets"),
    path(ROUND + "targets/<slug:category>/", targets.target_table, name="target_table"),
    path(ROUND + "targets/<slug:category>/decide/", targets.targets_decide, name="targets_decide"),
    path(ROUND + "target/<int:entry_id>/", target.target, name="target"),
    path(ROUND + "target/<int:entry_id>/decide/", target.target_decide, name="target_decide"),
    path(ROUND + "applications/<slug:category>/", applications.applications, name="applications"),
    path(ROUND + "slips/<slug:category>/", slips.slips, name="slips"),
    path(ROUND + "exclusions/", exclusions.exclusions, name="exclusions"),
    path(ROUND + "exclusions/new/", exclusions.exclusion_new, name="exclusion_new"),
    path(EXCLUSION + "confirm/", exclusions.exclusion_confirm, name="exclusion_confirm"),
    path(EXCLUSION + "decline/", exclusions.exclusion_decline, name="exclusion_decline"),
    path(EXCLUSION + "answer/", exclusions.exclusion_answer, name="exclusion_answer"),
    path(EXCLUSION + "lift/", exclusions.exclusion_lift, name="exclusion_lift"),
]
DESK: list[URLPattern] = []
PUBLIC = [path("slip/", slip.slip, name="slip")]
