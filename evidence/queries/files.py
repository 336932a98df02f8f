"""Which file a person may open."""

from evidence.access import can_read_draft, can_read_submissions
from evidence.models import Dossier, EvidenceRevision


def readable_revision(user, revision_id: int) -> EvidenceRevision | None:
    """The revision if it is of the user's own village, or if a submission that he may read names it."""
    related = ("file", "evidence__dossier__village__parent__parent")
    revision = EvidenceRevision.objects.select_related(*related).filter(pk=revision_id).first()
    if revision is None:
        return None
    dossier = revision.evidence.dossier
    if can_read_draft(user, dossier):
        return revision
    named = can_read_submissions(user, dossier) and is_submitted(dossier, revision.pk)
    return revision if named else None


def is_submitted(dossier: Dossier, revision_id: int) -> bool:
    """Whether any submission names this revision; the newest is asked first."""
    contents = dossier.submissions.order_by("-number").values_list("content", flat=True)
    return any(revision_id in named_revisions(content) for content in contents.iterator())


def named_revisions(content: dict) -> set[int]:
    sections = content["sections"].values()
    return {evidence["revision_id"] for section in sections for evidence in section["evidence"]}
