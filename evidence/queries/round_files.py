"""Files of a round of the five roles, for the posts of its village."""

from evidence.models import RoundFile
from stars.access import can_read_rating
from stars.models import Meeting, Posting


def meeting_files(meeting: Meeting) -> list[RoundFile]:
    """One query."""
    return list(meeting.files.filter(taken_out=False).select_related("file", "uploaded_by"))


def readable_round_file(user, file_id: int) -> RoundFile | None:
    """Of a meeting or a posting of a village in which the user holds a post; what was taken out is gone for all."""
    related = ("file", "meeting__round__organiser", "posting__organisation")
    row = RoundFile.objects.select_related(*related).filter(pk=file_id, taken_out=False).first()
    if row is None:
        return None
    village = row.meeting.round.organiser if row.meeting else row.posting.organisation
    return row if can_read_rating(user, village) else None


def board_photos(posting: Posting) -> list[RoundFile]:
    """One query."""
    return list(posting.files.filter(taken_out=False).select_related("file", "uploaded_by"))


def board_photo(posting: Posting, file_id: int) -> RoundFile | None:
    return posting.files.filter(taken_out=False, pk=file_id).select_related("file").first()
