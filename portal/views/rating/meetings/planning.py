"""A meeting planned or changed before it begins."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.forms.rating_meetings import PlanForm, plan_values
from portal.views.common import signed_in
from portal.views.rating.meetings.finding import meeting_url, run_meeting_or_404, run_round_or_404
from portal.views.typed import forget_typed, kept_fields, kept_values
from stars.errors import Refusal
from stars.models import Round
from stars.services.meetings import change_meeting, plan_meeting


@signed_in(page="meeting_new")
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request, round_id: int):
    """`?category=` and `?group=`: whom the list found in no meeting yet."""
    found = run_round_or_404(request.user, round_id)
    form = PlanForm(posted(request), round=found, initial=suggested(request, found))
    if form.is_valid():
        try:
            made = plan_meeting(actor=request.user, round_id=found.pk, plan=form.plan)
            return done(request, made, _("The meeting is planned."))
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return page(request, form, found)


@signed_in(page="meeting_change")
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_change(request, round_id: int, meeting_id: int):
    meeting = run_meeting_or_404(request.user, round_id, meeting_id)
    chosen = list(meeting.entries.order_by().values_list("subject__category", flat=True).distinct())
    initial = plan_values(meeting, chosen) | typed_before(request)
    form = PlanForm(posted(request), round=meeting.round, initial=initial)
    if form.is_valid():
        told = {"meeting_id": meeting.pk, "version": whole(request.POST.get("version"))}
        try:
            change_meeting(actor=request.user, plan=form.plan, **told)
            return done(request, meeting, _("The plan is changed."))
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return page(request, form, meeting.round, meeting)


def posted(request):
    return request.POST if request.method == "POST" else None


def whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1


def suggested(request, round: Round) -> dict:
    """A gap's category and group; only what the book and the round know is taken by the form."""
    key, group = request.GET.get("category", ""), request.GET.get("group", "")
    category = round.version.book.categories.get(key)
    found: dict = {"mode": "paper"}
    if category and category.meetings:
        named = _("Assessment")
        title = " ".join(filter(None, (group, category.title, named)))
        found |= {"categories": [key], "group": group, "kind": category.meetings[-1], "title": title}
    return found | typed_before(request)


def typed_before(request) -> dict:
    typed: dict = dict(kept_fields(request, request.path))
    if "categories" in typed:
        typed["categories"] = kept_values(request, request.path, "categories")
    return typed


def done(request, meeting, words: str):
    forget_typed(request)
    messages.success(request, words)
    return redirect(meeting_url(meeting))


def page(request, form: PlanForm, round: Round, meeting=None):
    context = {"form": form, "round": round, "meeting": meeting}
    return render(request, "rating/meetings/plan.html", context, status=422 if form.errors else 200)
