"""What the village's steps share: the section by its address, and files as they were received."""

from pathlib import Path

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from evidence.intake.gate import size_limit
from evidence.intake.limits import MB
from evidence.intake.refusals import Refused
from evidence.models import Dossier, Evidence, Section
from evidence.queries.workspace_section import read_section
from portal.views.common import draft_or_404


def section_or_404(user, dossier_id: int, star: str) -> tuple[Dossier, Section]:
    """Own village's section with everything that its page shows."""
    dossier = draft_or_404(user, dossier_id)
    section = read_section(dossier, star)
    if section is None:
        raise Http404
    return dossier, section


def evidence_or_404(user, dossier_id: int, evidence_id: int) -> Evidence:
    dossier = draft_or_404(user, dossier_id)
    found = Evidence.objects.select_related("section").prefetch_related("revisions__file")
    evidence = get_object_or_404(found, dossier=dossier, pk=evidence_id)
    evidence.dossier = dossier
    if evidence.section:
        evidence.section.dossier = dossier
    return evidence


def star_url(dossier_id: int, star: str, anchor: str = "") -> str:
    return reverse("section", args=[dossier_id, star]) + (f"#{anchor}" if anchor else "")


def received(file) -> tuple[Path, str]:
    """Where the upload lies and what it was called; Refused when it was cut for its size."""
    if file.too_large:
        raise Refused("too_big", size=-(-file.size // MB), limit=size_limit(file.name) // MB)
    return Path(file.temporary_file_path()), file.name
