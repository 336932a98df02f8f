"""The rows of files against the digests that the submissions name."""

from collections.abc import Iterator

from evidence.models import EvidenceRevision, Submission


def named_files(submissions: list[Submission]) -> Iterator[dict]:
    """What each submission says of its files; content that cannot be read is a problem of its own."""
    for submission in submissions:
        sections = submission.content.get("sections") if isinstance(submission.content, dict) else None
        for section in (sections or {}).values():
            yield from section.get("evidence", [])


def named_revisions(submissions: list[Submission]) -> dict[int, EvidenceRevision]:
    keys = {named.get("revision_id") for named in named_files(submissions)}
    if not keys:
        return {}
    rows = EvidenceRevision.objects.filter(pk__in=keys).select_related("file")
    return {row.pk: row for row in rows.prefetch_related("file__derivatives")}


def file_row_problems(submissions: list[Submission]) -> list[str]:
    """Revision, digest and public copies as they were handed in; the digests of those that differ."""
    rows = named_revisions(submissions)
    wrong = {}
    for named in named_files(submissions):
        row = rows.get(named.get("revision_id"))
        if row is None or not _fits(row, named):
            wrong[str(named.get("sha256"))] = None
    return list(wrong)


def _fits(row: EvidenceRevision, named: dict) -> bool:
    copies = {copy.name: copy.sha256 for copy in row.file.derivatives.all()}
    public = named.get("public") or {}
    told = (named.get("sha256"), named.get("name"), named.get("kind"), named.get("media_type"))
    kept = (row.file.sha256, row.original_name, row.file.kind, row.file.media_type)
    return told == kept and all(copies.get(name) == digest for name, digest in public.items())
