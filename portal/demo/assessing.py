"""Meetings, counts and scores of the demo, so that each comes out at the level that is wanted for it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from portal.demo.crews import Crew, Levels, entries
from stars.models import Entry, Meeting, Round, User
from stars.queries.own import own_subjects
from stars.rules.book import Category
from stars.rules.scoring import score_lines
from stars.services.meetings import MeetingPlan, open_meeting, plan_meeting, set_attendance
from stars.services.scoring import save_score
from stars.services.tallies import confirm_sheet, save_sheet
from stars.tallying import Head

DUE, PRESENT, VOID = 32, 26, 2
# Level → what the 24 valid ballots of a meeting say of somebody.
BALLOTS = {
    5: {"l5": 20, "l4": 4},
    4: {"l4": 18, "l5": 3, "l3": 3},
    3: {"l3": 17, "l4": 3, "l2": 3, "blank": 1},
    2: {"l2": 18, "l3": 3, "l1": 3},
}
# Level → the share of its points that the leading group gives for each line; the deputy a little more.
SHARES = {5: Decimal("0.97"), 4: Decimal("0.9"), 3: Decimal("0.85"), 2: Decimal("0.8")}
APART = (Decimal("0"), Decimal("0.01"))
SCORERS = len(APART)
HALF = Decimal("0.5")


def hold(crew: Crew, round: Round, plan: MeetingPlan) -> Meeting:
    """Planned, attended, begun."""
    meeting = plan_meeting(actor=crew.clerk, round_id=round.pk, plan=plan)
    told = {"version": meeting.version, "due": DUE, "present": PRESENT}
    set_attendance(actor=crew.clerk, meeting_id=meeting.pk, **told)
    return open_meeting(actor=crew.clerk, meeting_id=meeting.pk)


def count(meeting: Meeting, counters: Iterable[User], marks: Mapping[int, int]) -> None:
    """Each counter for himself; `marks`: entry → the level that most ballots give."""
    keys = meeting.entries.order_by("pk").values_list("pk", flat=True)
    counts = {key: ballots(marks[key], place // 2 % 3) for place, key in enumerate(keys)}
    for counter in counters:
        save_sheet(actor=counter, meeting_id=meeting.pk, head=Head(PRESENT, PRESENT, VOID), counts=counts)
        confirm_sheet(actor=counter, meeting_id=meeting.pk)


def ballots(level: int, moved: int) -> dict[str, int]:
    """Two neighbours of one level are counted alike, the next two have some ballots elsewhere."""
    found = dict(BALLOTS[level])
    most, second = list(found)[:2]
    return found | {most: found[most] - moved, second: found[second] + moved}


def marks_of(round: Round, wanted: Levels) -> dict[int, int]:
    pairs = (zip(entries(round, key), levels, strict=True) for key, levels in wanted.items())
    return {entry.pk: level for rows in pairs for entry, level in rows}


def score_all(crew: Crew, round: Round, wanted: Levels) -> None:
    for place, user in enumerate(crew.panel[:SCORERS]):
        for category, levels in wanted.items():
            score(user, place, entries(round, category), levels)


def score(user: User, place: int, found: list[Entry], levels: Sequence[int]) -> None:
    """What one member gives; nothing to his own household."""
    own = own_subjects(user, found[0].subject.owner)
    for entry, level in zip(found, levels, strict=True):
        if entry.subject_id not in own:
            points = points_of(entry.table, SHARES[level] + APART[place])
            save_score(actor=user, entry_id=entry.pk, points=points, version=0)


def points_of(table: Category, share: Decimal) -> dict[str, str]:
    """In steps of half a point."""
    given = {
        line.key: (line.points * share / HALF).quantize(1, ROUND_HALF_UP) * HALF
        for line in score_lines(table)
    }
    return {key: str(points) for key, points in given.items()}
