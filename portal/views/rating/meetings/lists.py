"""The meetings of a round, and one meeting as its steps."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from evidence.queries.round_files import meeting_files
from portal.forms.rating_meetings import CloseVoteForm, PresentForm, SlipsForm
from portal.views.common import signed_in
from portal.views.rating.finding import round_or_404
from portal.views.rating.meetings.finding import meeting_or_404, meeting_url
from portal.views.typed import kept_fields
from stars.access import can_run_rating
from stars.assessing import AssessmentState
from stars.queries.meetings import MeetingPage, meeting_page
from stars.queries.meetings_list import meetings_page


@signed_in
@require_safe
def meetings(request, round_id: int):
    found = round_or_404(request.user, round_id)
    assessing = found.assessment.state == AssessmentState.ASSESSING
    context = {
        "round": found,
        "page": meetings_page(found),
        "may_plan": assessing and can_run_rating(request.user, found.organiser),
        "assessing": assessing,
    }
    return render(request, "rating/meetings/meetings.html", context)


@signed_in
@require_safe
def meeting(request, round_id: int, meeting_id: int):
    found = meeting_or_404(request.user, round_id, meeting_id)
    return shown(request, meeting_page(request.user, found))


def shown(request, page: MeetingPage, *, status: int = 200, **forms):
    """The meeting's page; a form that was refused comes back with what was typed."""
    context = {"meeting": page.meeting, "round": page.meeting.round, "page": page}
    context["files"] = meeting_files(page.meeting)
    context |= fresh_forms(request, page) | forms
    context["refused"] = [form for form in forms.values() if form.errors]
    return render(request, "rating/meetings/meeting.html", context, status=status)


def fresh_forms(request, page: MeetingPage) -> dict:
    """With what was typed and not saved, if the session ended or a step was refused."""
    meeting = page.meeting
    stored = {"version": meeting.version, "due": meeting.due, "names": meeting.attendance}
    place = meeting_url(meeting)
    present = {"present": meeting.present}
    typed = kept_fields(request, f"{place}present/") | {"version": meeting.version}
    return {
        "present_form": PresentForm(initial=stored | present | typed, label_suffix=""),
        "close_form": CloseVoteForm(
            initial=present | kept_fields(request, f"{place}close/"), label_suffix=""
        ),
        "slips_form": SlipsForm(
            initial={"number": page.more_slips} | kept_fields(request, f"{place}slips/"), label_suffix=""
        ),
        "void_reason": kept_fields(request, f"{place}void/").get("reason", ""),
    }
