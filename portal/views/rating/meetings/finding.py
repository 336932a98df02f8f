"""What the screens of meetings share: the meeting by its address, or 404, and where they lead back."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from portal.views.rating.finding import round_or_404
from stars.access import can_count, can_run_rating
from stars.models import Meeting, Round


def meeting_or_404(user, round_id: int, meeting_id: int) -> Meeting:
    """A meeting of a round of a village in which the user holds a post, with that round."""
    found = round_or_404(user, round_id)
    meeting = get_object_or_404(found.meetings, pk=meeting_id)
    meeting.round = found
    return meeting


def run_round_or_404(user, round_id: int) -> Round:
    """For clerk and secretary."""
    found = round_or_404(user, round_id)
    if not can_run_rating(user, found.organiser):
        raise Http404
    return found


def run_meeting_or_404(user, round_id: int, meeting_id: int) -> Meeting:
    meeting = meeting_or_404(user, round_id, meeting_id)
    if not can_run_rating(user, meeting.round.organiser):
        raise Http404
    return meeting


def counted_meeting_or_404(user, round_id: int, meeting_id: int) -> Meeting:
    """For counters."""
    meeting = meeting_or_404(user, round_id, meeting_id)
    if not can_count(user, meeting.round.organiser):
        raise Http404
    return meeting


def meeting_url(meeting: Meeting, anchor: str = "") -> str:
    return reverse("meeting", args=[meeting.round_id, meeting.pk]) + (f"#{anchor}" if anchor else "")
