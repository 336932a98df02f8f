"""What became of the slips that were printed for people."""

from collections.abc import Iterable

from stars.models import Entry, PersonalSlip


def newest_slips(entries: Iterable[Entry]) -> dict[int, list[PersonalSlip]]:
    """Entry → its newest slip of each kind, with `opened`: the day on which the own page was first opened, be it with
    an earlier slip, which is void now. One query."""
    found: dict[int, dict[str, PersonalSlip]] = {}
    for slip in PersonalSlip.objects.filter(entry__in=list(entries)).order_by("pk"):
        kinds = found.setdefault(slip.entry_id, {})
        before = kinds[slip.kind].opened if slip.kind in kinds else None
        slip.opened = before or (slip.used_on if slip.kind == PersonalSlip.Kind.WHY else None)
        kinds[slip.kind] = slip
    return {entry: list(kinds.values()) for entry, kinds in found.items()}
