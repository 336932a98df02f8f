"""Who decides on a filing has nothing to do with it: not his work, not his village, not his own result."""

from django.utils import timezone

from stars.access import worked_in_village
from stars.errors import FourEyes
from stars.filing_errors import OwnResult, OwnVillage
from stars.models import Filing
from stars.queries.own import own_subjects


def barred_because(actor, filing: Filing) -> FourEyes | None:
    """The refusal that a decision of this person would meet; None if none. `filing` with round and organiser."""
    village = filing.round.organiser
    taking_part = {filing.filed_by_id} | ({filing.checked_by_id} - {None})
    if actor.pk in taking_part:
        return FourEyes()
    if worked_in_village(actor, village, timezone.localdate(filing.round.opened_at)):
        return OwnVillage()
    own = own_subjects(actor, village)
    if own and filing.round.entries.filter(subject__in=own).exists():
        return OwnResult()
    return None
