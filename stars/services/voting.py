"""The vote with slips: codes that exist on paper only, ballots that nothing joins to them."""

import secrets
from bisect import insort
from collections.abc import Mapping

from django.db import transaction

from stars.actions import Action
from stars.assessing import MeetingState
from stars.codes import code_digest, numbered_code
from stars.meeting_errors import NotOnBallot, WrongMode
from stars.models import BallotBox, Meeting
from stars.queries.voting import box_of, choices_of
from stars.services.meeting_locking import lock_running, log
from stars.vote_errors import SlipNumber

MOST_AT_A_TIME = 300


@transaction.atomic
def add_slips(*, actor, meeting_id: int, number: int) -> list[str]:
    """New codes to be printed now: nothing but their digests stays here, so they cannot be shown again."""
    assessment, meeting = lock_running(meeting_id, actor, MeetingState.OPEN)
    if meeting.mode != Meeting.Mode.SLIPS:
        raise WrongMode
    if not 1 <= number <= MOST_AT_A_TIME:
        raise SlipNumber(MOST_AT_A_TIME)
    box = BallotBox.objects.select_for_update().get(meeting=meeting)
    codes = [numbered_code(meeting.pk) for _ in range(number)]
    box.unused = sorted([*box.unused, *map(code_digest, codes)])
    box.save()
    log(Action.SLIPS_MADE, assessment, meeting, actor=actor, slips=number)
    return codes


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
