"""A counter's sheet: entered in parts, looked through, confirmed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.forms.rating_meetings_sheet import ConfirmForm, HeadForm, TypedRow, counts_typed, typed_rows
from portal.views.common import refuse, signed_in, take_step
from portal.views.rating.meetings.finding import counted_meeting_or_404, meeting_or_404, meeting_url
from portal.views.typed import forget_typed, kept_fields
from stars.assessing import MeetingState
from stars.errors import Refusal
from stars.models import Meeting
from stars.queries.sheets import SheetPage, sheet_page
from stars.services.tallies import CLOSED, DIFFERS, confirm_sheet, save_sheet, set_sheet_aside

OVER = (MeetingState.CLOSED, MeetingState.VOID)


def part_of(request) -> int:
    text = request.POST.get("part") or request.GET.get("part") or "1"
    return int(text) if text.isdecimal() and len(text) < 6 else 1


@signed_in(page="meeting_sheet")
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_sheet(request, round_id: int, meeting_id: int):
    """One part of the sheet. What does not add up is kept and said, never refused here."""
    meeting = counted_meeting_or_404(request.user, round_id, meeting_id)
    if meeting.state in OVER:
        return over(request, meeting)
    page = sheet_page(request.user, meeting, part_of(request))
    typed = request.POST if request.method == "POST" else kept_part(request, page)
    head = head_form(meeting, page, typed)
    rows = typed_rows(page, typed)
    if request.method == "POST":
        bad = any(row.bad for row in rows) or (head is not None and not head.is_valid())
        if not bad:
            return saved(request, meeting, page, head, rows)
    return shown(request, meeting, page, head, rows, status=422 if request.method == "POST" else 200)


def over(request, meeting: Meeting):
    """The count stands on the meeting's page, or is void; nothing typed late is kept either."""
    forget_typed(request)
    context = {"meeting": meeting, "round": meeting.round}
    return render(request, "rating/meetings/over.html", context, status=422 if request.POST else 200)


def kept_part(request, page: SheetPage) -> dict[str, str]:
    """What was typed for this part when the session ended or the step was refused."""
    kept = kept_fields(request, request.path)
    return kept if kept.get("part", "1") == str(page.part) else {}


def head_form(meeting: Meeting, page: SheetPage, typed) -> HeadForm | None:
    """None for a show of hands: everybody present may raise one."""
    if meeting.mode == Meeting.Mode.HANDS:
        return None
    if typed:
        return HeadForm(typed, label_suffix="")
    sheet = page.sheet
    stored = {"void": 0}
    if sheet:
        stored = {"issued": sheet.issued, "returned": sheet.returned, "void": sheet.void_ballots}
        stored["recounted"] = sheet.recounted
    return HeadForm(initial=stored, label_suffix="")


def saved(request, meeting: Meeting, page: SheetPage, head: HeadForm | None, rows: list[TypedRow]):
    told = {"head": head.head if head else None, "counts": counts_typed(rows)}
    try:
        save_sheet(actor=request.user, meeting_id=meeting.pk, **told)
    except Refusal as refusal:
        return refuse(request, refusal, back=f"{request.path}?part={page.part}")
    forget_typed(request)
    messages.success(request, _("Saved. It counts once you have confirmed it."))
    keys = [meeting.round_id, meeting.pk]
    if page.part < page.parts:
        return redirect(reverse("meeting_sheet", args=keys) + f"?part={page.part + 1}")
    return redirect(reverse("meeting_check", args=keys))


def shown(request, meeting: Meeting, page: SheetPage, head, rows: list[TypedRow], *, status: int):
    context = {"meeting": meeting, "round": meeting.round, "page": page, "form": head, "rows": rows}
    context["parts"] = range(1, page.parts + 1)
    context["bad_rows"] = [row for row in rows if row.bad]
    return render(request, "rating/meetings/sheet.html", context, status=status)


@signed_in(page="meeting_check")
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_check(request, round_id: int, meeting_id: int):
    """What does not add up, or differs from the other sheet; then the counter stands by it."""
    meeting = counted_meeting_or_404(request.user, round_id, meeting_id)
    if meeting.state in OVER:
        return over(request, meeting)
    form = ConfirmForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_valid():
        return confirmed(request, meeting)
    page = sheet_page(request.user, meeting)
    context = {"meeting": meeting, "round": meeting.round, "page": page, "form": form}
    return render(request, "rating/meetings/check.html", context, status=422 if form.errors else 200)


def confirmed(request, meeting: Meeting):
    try:
        outcome = confirm_sheet(actor=request.user, meeting_id=meeting.pk)
    except Refusal as refusal:
        return refuse(request, refusal, back=request.path)
    forget_typed(request)
    if outcome == DIFFERS:
        messages.warning(
            request, _("The two sheets differ. Both are open again; look where, and mend your own.")
        )
        return redirect(request.path)
    words = _("Both sheets agree. The meeting is over.") if outcome == CLOSED else ""
    messages.success(request, words or _("Confirmed. Now the other counter has to confirm his."))
    return redirect(meeting_url(meeting))


@signed_in
@require_POST
def sheet_aside(request, round_id: int, meeting_id: int, sheet_id: int):
    meeting = meeting_or_404(request.user, round_id, meeting_id)
    return take_step(
        request,
        lambda: set_sheet_aside(actor=request.user, meeting_id=meeting.pk, sheet_id=sheet_id),
        back=meeting_url(meeting),
        done=_("The sheet is set aside. Another counter can begin."),
    )
