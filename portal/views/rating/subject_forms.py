"""One subject entered or changed by hand."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.forms.rating_subjects import SubjectForm, subject_initial
from portal.views.common import signed_in
from portal.views.rating.running import run_round_or_404, table_or_404
from portal.views.rating.subjects import list_url, own_or_404, page_context
from portal.views.typed import forget_typed, kept_fields
from stars.assessing import AssessmentState
from stars.errors import Refusal
from stars.models import Entry, Subject
from stars.queries.subjects import village_people
from stars.services.subjects import add_subject, change_subject
from stars.subject_kinds import kind_of


@signed_in(page="subject_new")
@require_http_methods(["GET", "HEAD", "POST"])
def subject_new(request, round_id, category):
    found = run_round_or_404(request.user, round_id)
    table = table_or_404(found, category)
    if kind_of(category) == Subject.Kind.ORGANISATION:
        raise Http404
    told = {"kind": kind_of(category), "table": table, "village": found.organiser}
    told["level"] = found.assessment.state == AssessmentState.PREPARING
    form = SubjectForm(request.POST or None, initial=kept_fields(request, request.path), **told)
    if request.method == "POST" and form.is_valid():
        step = {"round_id": found.pk, "category": category, "values": form.values}
        if taken(form, lambda: add_subject(actor=request.user, **step)):
            return saved(request, round_id, category, _("Entered. You can go on with the next one."))
    return form_page(request, found, table, form)


@signed_in(page="subject")
@require_http_methods(["GET", "HEAD", "POST"])
def subject(request, round_id, category, subject_id):
    found = run_round_or_404(request.user, round_id)
    table = table_or_404(found, category)
    one = own_or_404(found, category, subject_id)
    entry = Entry.objects.filter(round=found, subject=one).first()
    told = {"kind": one.kind, "table": table, "village": found.organiser}
    told["level"] = entry is not None and found.assessment.state == AssessmentState.PREPARING
    told["people"] = village_people(found.organiser)
    initial = subject_initial(one, entry) | kept_fields(request, request.path)
    form = SubjectForm(request.POST or None, initial=initial, **told)
    if request.method == "POST" and form.is_valid():
        step = {"round_id": found.pk, "subject_id": one.pk, "values": form.values}
        if taken(form, lambda: change_subject(actor=request.user, **step, user_ids=form.user_ids)):
            return saved(request, round_id, category, _("Saved."))
    return form_page(request, found, table, form, subject=one, entry=entry)


def taken(form, step) -> bool:
    """Whether the service took it; a refusal stands in the form."""
    try:
        step()
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True


def saved(request, round_id: int, category: str, words: str):
    forget_typed(request)
    messages.success(request, words)
    again = "again" in request.POST
    return redirect("subject_new" if again else "subject_list", round_id=round_id, category=category)


def form_page(request, found, table, form, **more):
    context = page_context(request, found) | {"table": table, "form": form, **more}
    context["back"] = list_url(found.pk, table.key)
    return render(request, "rating/subjects/subject.html", context, status=422 if form.errors else 200)
