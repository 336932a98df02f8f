"""Dossiers and what happens to them. Modules depend downwards only:
dossiers <- files <- reports <- submissions <- reviews <- publications."""

from evidence.models.attachments import RoundFile
from evidence.models.dossiers import Dossier, Figure, Section
from evidence.models.files import Derivative, Evidence, EvidenceRevision, StoredFile
from evidence.models.publications import Publication, PublishedPicture, PublishedStar
from evidence.models.reports import ReportImport, ReportProposal
from evidence.models.reviews import Demand, Proposal, Return, Verdict
from evidence.models.submissions import Submission

__all__ = [
    "Demand",
    "Derivative",
    "Dossier",
    "Evidence",
    "EvidenceRevision",
    "Figure",
    "Proposal",
    "Publication",
    "PublishedPicture",
    "PublishedStar",
    "ReportImport",
    "ReportProposal",
    "Return",
    "RoundFile",
    "Section",
    "StoredFile",
    "Submission",
    "Verdict",
]
