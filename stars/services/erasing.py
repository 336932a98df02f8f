"""Marks that would tell how a few people voted leave the counters' sheets, and their history with them.

The numbers of ballots stay, and so does who counted. No row of the history tells of the erasing: the event of the
closing or voiding does.
"""

from collections.abc import Container

from stars.jobs import wipe_boxes
from stars.models import Meeting, TallySheet


def erase_marks(meeting: Meeting, keep: Container[int] = ()) -> None:
    """Of all entries but those in `keep`; sheets that were set aside are in the history alone. Call inside the
    step's transaction."""
    sheets = [row for row in TallySheet.objects.filter(meeting=meeting) if _strip(row, keep)]
    past = [row for row in TallySheet.history.filter(meeting=meeting) if _strip(row, keep)]
    for sheet in sheets:
        sheet.save_without_historical_record()
    for row in past:
        row.save(update_fields=["counts"])
    if sheets or past:
        wipe_boxes.enqueue()


def _strip(row, keep: Container[int]) -> bool:
    """Whether anything had to go."""
    left = {entry: counts for entry, counts in row.counts.items() if int(entry) in keep}
    changed = left != row.counts
    row.counts = left
    return changed
