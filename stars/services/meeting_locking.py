"""What every step of a meeting begins with: the round locked and open for assessing, the meeting as it is now."""

from stars.access import can_run_rating
from stars.assessing import AssessmentState, MeetingState
from stars.errors import Stale
from stars.meeting_errors import ClosedAlready, MeetingBegun, MeetingNotOpen
from stars.models import Assessment, Meeting
from stars.services.assessments import lock_assessment, require_state
from stars.services.recording import record
from stars.services.requiring import require


def lock_meeting(meeting_id: int, may, actor) -> tuple[Assessment, Meeting]:
    """`may(actor, village)`: who is let in. Locked until the transaction ends."""
    round_id = Meeting.objects.values_list("round_id", flat=True).get(pk=meeting_id)
    assessment = lock_assessment(round_id)
    require(may(actor, assessment.village))
    require_state(assessment, AssessmentState.ASSESSING)
    meeting = Meeting.objects.get(pk=meeting_id)
    meeting.round = assessment.round
    return assessment, meeting


def lock_running(meeting_id: int, actor, *states: MeetingState) -> tuple[Assessment, Meeting]:
    """For clerk and secretary."""
    assessment, meeting = lock_meeting(meeting_id, can_run_rating, actor)
    require_meeting(meeting, *states)
    return assessment, meeting


def require_meeting(meeting: Meeting, *states: MeetingState) -> None:
    if meeting.state in states:
        return
    if meeting.state == MeetingState.CLOSED:
        raise ClosedAlready
    raise MeetingBegun if states == (MeetingState.PLANNED,) else MeetingNotOpen


def require_version(meeting: Meeting, version: int) -> None:
    """Of two people at the same page the second sees what the first changed."""
    if meeting.version != version:
        raise Stale
    meeting.version += 1


def log(action, assessment: Assessment, meeting: Meeting, *, actor, reason: str = "", **data) -> None:
    """What happened to the meeting as a whole; never anything of a count or a ballot."""
    told = {"organisation": assessment.village, "round": assessment.round, "target": meeting.title}
    record(action, actor=actor, reason=reason, **told, meeting=meeting.pk, **data)
