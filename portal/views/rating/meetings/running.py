"""A meeting held: begun, who is present, who is nominated, closed or void."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.forms.rating_meetings import CloseVoteForm, PresentForm
from portal.views.common import signed_in, take_step
from portal.views.rating.meetings.finding import meeting_or_404, meeting_url, run_meeting_or_404
from portal.views.rating.meetings.lists import shown
from portal.views.typed import kept_values
from stars.models import Meeting
from stars.queries.meetings import meeting_page
from stars.services.closing import close_nomination, close_vote, void_meeting
from stars.services.meetings import nominate, open_meeting, set_attendance


@signed_in(page="meeting")
@require_POST
def meeting_open(request, round_id: int, meeting_id: int):
    meeting = meeting_or_404(request.user, round_id, meeting_id)
    return take_step(
        request,
        lambda: open_meeting(actor=request.user, meeting_id=meeting.pk),
        back=meeting_url(meeting),
        done=_("The meeting has begun."),
    )


@signed_in(page="meeting")
@require_POST
def meeting_present(request, round_id: int, meeting_id: int):
    meeting = run_meeting_or_404(request.user, round_id, meeting_id)
    form = PresentForm(request.POST, label_suffix="")
    if not form.is_valid():
        return shown(request, meeting_page(request.user, meeting), status=422, present_form=form)
    return take_step(
        request,
        lambda: set_attendance(actor=request.user, meeting_id=meeting.pk, **form.cleaned_data),
        back=meeting_url(meeting, "present"),
        on=meeting_url(meeting),
        done=_("It is noted who is present."),
    )


@signed_in(page="meeting_nominees")
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_nominees(request, round_id: int, meeting_id: int):
    meeting = run_meeting_or_404(request.user, round_id, meeting_id)
    if request.method == "POST":
        return take_step(
            request,
            lambda: nominate(actor=request.user, meeting_id=meeting.pk, entry_ids=ticked(request)),
            back=request.path,
            on=meeting_url(meeting),
            done=_("The nominations are noted."),
        )
    page = meeting_page(request.user, meeting)
    typed = kept_values(request, request.path, "entry")
    chosen = set(map(int, filter(str.isdecimal, typed))) or {entry.pk for entry in page.nominated}
    context = {"meeting": meeting, "round": meeting.round, "page": page, "chosen": chosen}
    return render(request, "rating/meetings/nominees.html", context)


def ticked(request) -> frozenset[int]:
    """-1, which fits no entry, for what is no number."""
    values = request.POST.getlist("entry")
    return frozenset(int(one) if one.isdecimal() and len(one) < 18 else -1 for one in values)


@signed_in(page="meeting")
@require_POST
def meeting_close(request, round_id: int, meeting_id: int):
    """A vote with slips, or a nomination; sheets close a meeting by themselves."""
    meeting = run_meeting_or_404(request.user, round_id, meeting_id)
    if meeting.mode != Meeting.Mode.SLIPS:
        return closed(request, meeting, lambda: close_nomination(actor=request.user, meeting_id=meeting.pk))
    form = CloseVoteForm(request.POST, label_suffix="")
    if not form.is_valid():
        return shown(request, meeting_page(request.user, meeting), status=422, close_form=form)
    present = form.cleaned_data["present"]
    return closed(
        request,
        meeting,
        lambda: close_vote(actor=request.user, meeting_id=meeting.pk, present=present),
    )


def closed(request, meeting: Meeting, step):
    return take_step(
        request,
        step,
        back=meeting_url(meeting, "close"),
        on=meeting_url(meeting),
        done=_("The meeting is over. What came of it stands here."),
    )


@signed_in(page="meeting")
@require_POST
def meeting_void(request, round_id: int, meeting_id: int):
    meeting = run_meeting_or_404(request.user, round_id, meeting_id)
    reason = request.POST.get("reason", "")
    return take_step(
        request,
        lambda: void_meeting(actor=request.user, meeting_id=meeting.pk, reason=reason),
        back=meeting_url(meeting, "void"),
        on=meeting_url(meeting),
        done=_("The meeting is void and counts for nothing."),
    )
