"""Meetings, tallies, the vote with slips."""

from types import SimpleNamespace

from django.conf import settings

from evidence.models import RoundFile
from evidence.services.round_files import keep_meeting_file, take_out_meeting_file
from stars.models import Meeting
from stars.services.closing import close_nomination, close_vote, void_meeting
from stars.services.meetings import change_meeting, nominate, open_meeting, plan_meeting, set_attendance
from stars.services.tallies import confirm_sheet, save_sheet, set_sheet_aside
from stars.services.voting import add_slips
from stars.tallying import Head
from tests.access_rating.rows import COUNTERS, RUNNERS, SECRETARY, VILLAGE, AddressRow, StepRow
from tests.making import photo_bytes
from tests.meetings_making import enter, make_open, make_planned, make_slips, plan_of, rows_for, vote

PHOTO = photo_bytes((120, 90, 60), (320, 240))


def begin(place: SimpleNamespace) -> None:
    """The round is assessing."""
    place.round.assessment.state = "assessing"
    place.round.assessment.save()


def planned(place, mode: str = "paper") -> None:
    begin(place)
    place.meeting = make_planned(place.world, place.round, mode=mode)


def opened(mode: str = "paper", category: str = "household", **changes):
    def prepare(place) -> None:
        begin(place)
        place.meeting = make_open(place.world, place.round, category, mode, **changes)

    return prepare


def voted(place) -> None:
    opened("slips")(place)
    vote(place.meeting, make_slips(place.world, place.meeting)[:6])


def counting(place) -> None:
    """Both counters have entered a sheet that adds up; neither has confirmed."""
    opened()(place)
    for counter in (place.world.counter, place.world.second_counter):
        place.sheet = enter(place.world, place.meeting, counter, rows_for(place.meeting, l5=20))


def with_file(place) -> None:
    opened()(place)
    path = received(place)["path"]
    place.file = keep_meeting_file(
        actor=place.world.clerk, meeting_id=place.meeting.pk, path=path, name="a.jpg"
    )


def received(place) -> dict:
    """A photograph as it lies after its upload; the folder of the tests' media is emptied after each."""
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    path = settings.MEDIA_ROOT / "sheet.jpg"
    path.write_bytes(PHOTO)
    return {"path": path, "name": "sheet.jpg"}


def keys(place) -> dict:
    return {"round_id": place.round.pk, "meeting_id": place.meeting.pk}


def paper_keys(place) -> dict:
    return keys(place) | {"paper": "ballots"}


def sheet_keys(place) -> dict:
    return keys(place) | {"sheet_id": place.sheet.pk}


def file_keys(place) -> dict:
    return keys(place) | {"file_id": RoundFile.objects.get().pk, "variant": "original"}


def plan_fields(place) -> dict:
    return {
        "kind": "group",
        "mode": "paper",
        "categories": ["household"],
        "group": "1组",
        "title": "一组评议会",
        "held_on": "2026-11-20",
        "version": "0",
    }


def present_fields(place) -> dict:
    return {"version": str(Meeting.objects.get().version), "due": "30", "present": "20"}


def nominee_fields(place) -> dict:
    return {"entry": [str(entry) for entry in place.meeting.entries.values_list("pk", flat=True)]}


def sheet_fields(place) -> dict:
    return {"issued": "20", "returned": "20", "void": "0", "part": "1"}


def fields(**values: str):
    return lambda place: values


ADDRESSES: dict[str, AddressRow] = {
    "meetings": AddressRow(VILLAGE),
    "meeting_new": AddressRow(RUNNERS, RUNNERS, data=plan_fields, prepare=begin),
    "meeting": AddressRow(VILLAGE, keys=keys, prepare=planned),
    "meeting_change": AddressRow(RUNNERS, RUNNERS, keys=keys, data=plan_fields, prepare=planned),
    "meeting_open": AddressRow(None, RUNNERS, keys=keys, prepare=planned),
    "meeting_present": AddressRow(None, RUNNERS, keys=keys, data=present_fields, prepare=planned),
    "meeting_nominees": AddressRow(
        RUNNERS, RUNNERS, keys=keys, data=nominee_fields, prepare=lambda place: planned(place, "hands")
    ),
    "meeting_close": AddressRow(None, RUNNERS, keys=keys, data=fields(present="12"), prepare=voted),
    "meeting_void": AddressRow(None, RUNNERS, keys=keys, data=fields(reason="停电"), prepare=planned),
    "meeting_slips": AddressRow(None, RUNNERS, keys=keys, data=fields(number="5"), prepare=opened("slips")),
    "meeting_paper": AddressRow(RUNNERS | COUNTERS, keys=paper_keys, prepare=planned),
    "meeting_sheet": AddressRow(COUNTERS, COUNTERS, keys=keys, data=sheet_fields, prepare=opened()),
    "meeting_check": AddressRow(COUNTERS, COUNTERS, keys=keys, data=fields(statement="on"), prepare=counting),
    "sheet_aside": AddressRow(None, SECRETARY | {"second_counter"}, keys=sheet_keys, prepare=counting),
    "meeting_file_add": AddressRow(
        None, RUNNERS | COUNTERS, keys=keys, data=lambda place: {"file": ("a.jpg", PHOTO)}, prepare=opened()
    ),
    "meeting_file_out": AddressRow(None, RUNNERS, keys=file_keys, prepare=with_file),
    "round_file": AddressRow(VILLAGE, keys=file_keys, prepare=with_file),
}
PUBLIC: set[str] = {"vote"}


def of_meeting(**more):
    return lambda place: {"meeting_id": place.meeting.pk} | more


STEPS: dict[str, StepRow] = {
    "plan_meeting": StepRow(
        plan_meeting, RUNNERS, lambda place: {"round_id": place.round.pk, "plan": plan_of()}, begin
    ),
    "change_meeting": StepRow(change_meeting, RUNNERS, of_meeting(version=0, plan=plan_of()), planned),
    "set_attendance": StepRow(set_attendance, RUNNERS, of_meeting(version=0, due=30, present=20), planned),
    "nominate": StepRow(
        nominate, RUNNERS, of_meeting(entry_ids=frozenset()), lambda place: planned(place, "hands")
    ),
    "open_meeting": StepRow(open_meeting, RUNNERS, of_meeting(), planned),
    "add_slips": StepRow(add_slips, RUNNERS, of_meeting(number=5), opened("slips")),
    "close_vote": StepRow(close_vote, RUNNERS, of_meeting(present=12), voted),
    "close_nomination": StepRow(
        close_nomination, RUNNERS, of_meeting(), opened("nomination", "cadre", kind="branch")
    ),
    "void_meeting": StepRow(void_meeting, RUNNERS, of_meeting(reason="停电"), planned),
    "save_sheet": StepRow(save_sheet, COUNTERS, of_meeting(head=Head(20, 20), counts={}), opened()),
    "confirm_sheet": StepRow(confirm_sheet, COUNTERS, of_meeting(), counting),
    "set_sheet_aside": StepRow(
        set_sheet_aside,
        SECRETARY | {"second_counter"},
        lambda place: {"meeting_id": place.meeting.pk, "sheet_id": place.sheet.pk},
        counting,
    ),
    "keep_meeting_file": StepRow(
        keep_meeting_file, RUNNERS | COUNTERS, lambda place: of_meeting()(place) | received(place), opened()
    ),
    "take_out_meeting_file": StepRow(
        take_out_meeting_file, RUNNERS, lambda place: {"file_id": RoundFile.objects.get().pk}, with_file
    ),
}
