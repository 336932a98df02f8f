"""Meetings as the product makes them: planned, attended, begun; sheets and votes."""

from django.utils import timezone

from stars.models import Entry, Meeting, Round
from stars.services.meetings import MeetingPlan, nominate, open_meeting, plan_meeting, set_attendance
from stars.services.tallies import confirm_sheet, save_sheet
from stars.services.voting import add_slips, cast_ballot
from stars.tallying import Head

DEFAULTS = {"household": ("group", "1组"), "cadre": ("members", ""), "service": ("representatives", "")}


def plan_of(category: str = "household", mode: str = "paper", **changes) -> MeetingPlan:
    kind, group = DEFAULTS.get(category, ("representatives", ""))
    told = {"kind": kind, "mode": mode, "title": f"{category} {mode} 评议会", "held_on": timezone.localdate()}
    return MeetingPlan(**(told | {"categories": (category,), "group": group} | changes))


def make_planned(world, round: Round, category: str = "household", mode: str = "paper", **changes) -> Meeting:
    return plan_meeting(actor=world.clerk, round_id=round.pk, plan=plan_of(category, mode, **changes))


def attend(world, meeting: Meeting, present: int = 20, due: int | None = 30) -> None:
    meeting.refresh_from_db()
    numbers = {"version": meeting.version, "due": due, "present": present}
    set_attendance(actor=world.clerk, meeting_id=meeting.pk, **numbers)


def make_open(
    world, round: Round, category: str = "household", mode: str = "paper", *, present=20, due=30, **changes
) -> Meeting:
    """Held now, `present` people attending; hands are raised for everybody it assesses."""
    meeting = make_planned(world, round, category, mode, **changes)
    attend(world, meeting, present, due)
    if mode in ("hands", "nomination"):
        everybody = frozenset(meeting.entries.values_list("pk", flat=True))
        nominate(actor=world.clerk, meeting_id=meeting.pk, entry_ids=everybody)
    open_meeting(actor=world.clerk, meeting_id=meeting.pk)
    meeting.refresh_from_db()
    return meeting


def entries_in(meeting: Meeting) -> list[Entry]:
    return list(meeting.entries.order_by("pk"))


def rows_for(meeting: Meeting, **marks: int) -> dict[int, dict[str, int]]:
    """The same marks for everybody."""
    return {entry.pk: dict(marks) for entry in entries_in(meeting)}


def enter(world, meeting: Meeting, counter, counts, head: Head | None = None):
    head = head or Head(20, 20)
    return save_sheet(actor=counter, meeting_id=meeting.pk, head=head, counts=counts)


def enter_and_confirm(world, meeting: Meeting, counter, counts, head: Head | None = None) -> str:
    enter(world, meeting, counter, counts, head)
    return confirm_sheet(actor=counter, meeting_id=meeting.pk)


def count_both(world, meeting: Meeting, counts, head: Head | None = None) -> str:
    enter_and_confirm(world, meeting, world.counter, counts, head)
    return enter_and_confirm(world, meeting, world.second_counter, counts, head)


def make_slips(world, meeting: Meeting, number: int = 8) -> list[str]:
    return add_slips(actor=world.clerk, meeting_id=meeting.pk, number=number)


def vote(meeting: Meeting, codes: list[str], option: str = "l5") -> None:
    """Each slip marks everybody with `option`."""
    marks = dict.fromkeys((entry.pk for entry in entries_in(meeting)), option)
    for code in codes:
        cast_ballot(code=code, marks=marks)
