"""Photographs of the board with a posting on it: offered as a proof, never required, kept inside."""

from pathlib import Path

from django.db import transaction

from evidence.access import can_keep_board_photo
from evidence.errors import AlreadyThere
from evidence.models import RoundFile
from evidence.services.round_files import KINDS, OTHER_PAPERS, RoundFileKind
from evidence.services.taking_in import take_in
from stars.actions import Action
from stars.errors import WrongState
from stars.models import Posting
from stars.services.postings import lock_posting
from stars.services.recording import record
from stars.services.requiring import require


def keep_board_photo(*, actor, posting_id: int, path: Path, name: str) -> RoundFile:
    """One received file, examined at the gate. By whoever looks after the posting."""
    related = Posting.objects.select_related("organisation__parent", "round")
    require(can_keep_board_photo(actor, related.get(pk=posting_id)))
    if name.lower().endswith(OTHER_PAPERS):
        raise RoundFileKind
    examined, stored = take_in(path, name)
    if examined.kind not in KINDS:
        raise RoundFileKind
    with transaction.atomic():
        posting = lock_posting(posting_id)
        require(can_keep_board_photo(actor, posting))
        if posting.files.filter(file=stored, taken_out=False).exists():
            raise AlreadyThere
        name = examined.display_name
        _log(Action.BOARD_PHOTO_KEPT, posting, name, actor=actor, sha256=stored.sha256)
        told = {"posting": posting, "file": stored, "original_name": name}
        return RoundFile.objects.create(**told, uploaded_by=actor)


@transaction.atomic
def take_out_board_photo(*, actor, file_id: int) -> None:
    """Not shown any more; row and bytes stay."""
    row = RoundFile.objects.get(pk=file_id, meeting=None)
    posting = lock_posting(row.posting_id)
    require(can_keep_board_photo(actor, posting))
    row.refresh_from_db()
    if row.taken_out:
        raise WrongState
    row.taken_out = True
    row.save()
    _log(Action.BOARD_PHOTO_TAKEN_OUT, posting, row.original_name, actor=actor)


def _log(action: Action, posting: Posting, target: str, *, actor, **data) -> None:
    about = {"organisation": posting.organisation, "round": posting.round, "entry": posting.entry}
    record(action, actor=actor, **about, target=target, posting=posting.pk, **data)
