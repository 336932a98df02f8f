"""A village's report: read once, proposed piece by piece, decided by the village."""

import tempfile
from dataclasses import asdict
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from evidence.access import can_edit_dossier
from evidence.errors import AlreadyThere, TextTooLong
from evidence.intake.refusals import Refused
from evidence.models import Dossier, Evidence, ReportImport, ReportProposal, StoredFile
from evidence.report_errors import ReportAlreadyRead
from evidence.reports.model import Report, ReportEmpty
from evidence.reports.split import split_report
from evidence.services.files import place_file, require_with_village
from evidence.services.locking import lock_dossier, require
from evidence.services.report_files import read_report_file
from evidence.services.sections import LABEL_MAX, UNIT_MAX
from evidence.services.taking_in import take_in
from stars.actions import Action
from stars.errors import BadInput
from stars.models import Organisation
from stars.services.recording import record

REPORT_MAX = 200_000


def read_report_upload(*, actor, dossier_id: int, path: Path, name: str) -> ReportImport:
    """Read a .docx or .txt; the .docx itself is kept inside as evidence, its pictures go to their stars."""
    dossier = _may_import(actor, dossier_id)
    with tempfile.TemporaryDirectory(prefix="report-") as work:
        stored, text, found = read_report_file(path, name, Path(work))
        report = _split(dossier, text, [offset for offset, _path, _name in found])
        pictures, refused = _take_in_pictures(found)
    with transaction.atomic():
        _require_unread(dossier, text, stored)
        evidence = _keep_original(actor, dossier, stored) if stored else None
        row = _store(actor, dossier, report, text, evidence=evidence, refused=refused)
        _place_pictures(actor, dossier, report, pictures)
    return row


def read_report_text(*, actor, dossier_id: int, text: str) -> ReportImport:
    """Read pasted text; the text itself is kept with the import."""
    dossier = _may_import(actor, dossier_id)
    text = text.replace("\r\n", "\n").strip()
    report = _split(dossier, text, [])
    with transaction.atomic():
        _require_unread(dossier, text)
        return _store(actor, dossier, report, text)


def _require_unread(dossier: Dossier, text: str, taken=None) -> None:
    """The same bytes, or without a file to keep the same text, are read once for a dossier."""
    lock_dossier(dossier.pk)
    earlier = dossier.reports.filter(text=text)
    if taken:
        _examined, stored = taken
        earlier = earlier.filter(evidence__revisions__file=stored)
    found = earlier.first()
    if found:
        raise ReportAlreadyRead(found)


def _may_import(actor, dossier_id: int) -> Dossier:
    related = ("village", "entry__round__version", "entry__subject")
    dossier = Dossier.objects.select_related(*related).get(pk=dossier_id)
    require(can_edit_dossier(actor, dossier))
    require_with_village(dossier)
    return dossier


def _split(dossier: Dossier, text: str, offsets: list[int]) -> Report:
    if len(text) > REPORT_MAX:
        raise TextTooLong(_("The report is longer than 200,000 characters. Upload it in parts."))
    try:
        return split_report(text, dossier.entry.round.table.dimensions, image_offsets=offsets)
    except ReportEmpty as error:
        raise BadInput(_(str(error))) from error


def _take_in_pictures(found) -> tuple[dict[int, tuple[StoredFile, str]], list[str]]:
    """Position in the report → stored picture; and the names of those that the gate refused."""
    taken, refused = {}, []
    for position, (_offset, path, name) in enumerate(found):
        try:
            examined, stored = take_in(path, name)
        except Refused:
            refused.append(name)
        else:
            taken[position] = (stored, examined.display_name)
    return taken, refused


def _keep_original(actor, dossier: Dossier, taken) -> Evidence:
    examined, stored = taken
    kept = Evidence.objects.filter(dossier=dossier, section=None, revisions__file=stored).first()
    if kept:
        return kept
    return place_file(
        actor=actor,
        dossier_id=dossier.pk,
        section_id=None,
        stored=stored,
        name=examined.display_name,
        caption=_("Report as uploaded"),
    )


def _place_pictures(actor, dossier: Dossier, report: Report, pictures: dict) -> None:
    sections = {section.dimension: section for section in dossier.sections.all()}
    homes = {image: sections[part.key] for part in report.sections for image in part.images}
    for position, (stored, name) in pictures.items():
        section = homes.get(position)
        try:
            with transaction.atomic():
                place_file(
                    actor=actor,
                    dossier_id=dossier.pk,
                    section_id=section.pk if section and section.is_open else None,
                    stored=stored,
                    name=name,
                )
        except AlreadyThere:
            continue


def _store(actor, dossier, report: Report, text: str, *, evidence=None, refused=()) -> ReportImport:
    dossier = lock_dossier(dossier.pk)
    require_with_village(dossier)
    row = ReportImport.objects.create(
        dossier=dossier,
        evidence=evidence,
        title=report.title[:200],
        signed_by=report.signed_by[:100],
        dated=report.dated,
        text=text,
        uploaded_by=actor,
    )
    for position, (kind, dimension, content) in enumerate(_found(report, refused)):
        ReportProposal.objects.create(
            report=row, position=position, kind=kind, dimension=dimension, content=content
        )
    village: Organisation = dossier.village
    record(Action.REPORT_READ, actor=actor, organisation=village, entry=dossier.entry, target=row.title)
    return row


def _found(report: Report, refused: list[str]):
    """Every proposal in the order in which people decide: doubts first."""
    kinds = ReportProposal.Kind
    for doubt in report.doubts:
        yield kinds.DOUBT, doubt.section_key or "", {"text": doubt.text, "why": doubt.why}
    for name in refused:
        yield kinds.DOUBT, "", {"text": name, "why": "picture_refused"}
    for part in report.sections:
        if part.text.strip():
            yield kinds.TEXT, part.key, {"text": part.text}
        for figure in part.figures:
            short = {
                "label": figure.label[:LABEL_MAX],
                "unit": figure.unit[:UNIT_MAX],
            }  # seen before accepted
            yield kinds.FIGURE, part.key, asdict(figure) | short
    for text in report.unassigned:
        yield kinds.UNASSIGNED, "", {"text": text}
