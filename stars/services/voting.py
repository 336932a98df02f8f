"""The vote with slips: codes that exist on paper only, ballots that nothing joins to them."""

import secrets
from bisect import insort
from collections.abc import Mapping

from django.db import transaction

from stars.actions import Action
from stars.assessing import MeetingState
from stars.codes import code_digest, numbered_code
from stars.meeting_errors import AttendanceMissing, NotOnBallot, WrongMode
from stars.models import BallotBox, Meeting
from stars.queries.voting import MOST_AT_A_TIME, box_of, choices_of
from stars.services.meeting_locking import lock_running, log
from stars.vote_errors import MoreSlipsThanPresent, SlipNumber


@transaction.atomic
def add_slips(*, actor, meeting_id: int, number: int, anew: bool = False) -> list[str]:
    """New codes to be printed now: nothing but their digests stays here, so they cannot be shown again.

    Never more than people present, so that nobody holds a spare one; `anew`: those not used yet are void.
    """
    assessment, meeting = lock_running(meeting_id, actor, MeetingState.OPEN)
    if meeting.mode != Meeting.Mode.SLIPS:
        raise WrongMode
    if not 1 <= number <= MOST_AT_A_TIME:
        raise SlipNumber(MOST_AT_A_TIME)
    if meeting.present is None:
        raise AttendanceMissing
    box = BallotBox.objects.select_for_update().get(meeting=meeting)
    box.unused = [] if anew else box.unused
    require_slips_fit(box, meeting.present, number)
    codes = [numbered_code(meeting.pk) for _ in range(number)]
    box.unused = sorted([*box.unused, *map(code_digest, codes)])
    box.save()
    log(Action.SLIPS_MADE, assessment, meeting, actor=actor, slips=number, anew=anew)
    return codes


def require_slips_fit(box: BallotBox, present: int, more: int = 0) -> None:
    slips = len(box.used) + len(box.unused) + more
    if slips > present:
        raise MoreSlipsThanPresent(slips, present)


@transaction.atomic
def cast_ballot(*, code: str, marks: Mapping[int, str]) -> None:
    """One slip, one ballot, once. Who is not marked stays blank.

    The box is read and written as one row: the slip moves among the used, which are sorted, and the marks go to a
    random place. No event, no history, no time and no line in a log tells of it.
    """
    box = box_of(code, BallotBox.objects.select_for_update(of=("self",)))
    choices = choices_of(box.meeting)
    if any(option not in choices.get(entry, ()) for entry, option in marks.items()):
        raise NotOnBallot
    digest = code_digest(code)
    box.unused.remove(digest)
    insort(box.used, digest)
    box.ballots.insert(
        secrets.randbelow(len(box.ballots) + 1), {str(entry): marks[entry] for entry in sorted(marks)}
    )
    box.save()
