"""The village's list: categories, one category a page at a time, and the steps on whoever stands in it."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.forms.work import whole
from portal.views.common import signed_in, take_step
from portal.views.rating.finding import round_or_404
from portal.views.rating.running import table_or_404
from stars.access import can_run_rating
from stars.assessing import AssessmentState
from stars.models import Subject
from stars.queries.overview_facts import category_counts
from stars.queries.subjects import open_imports, subject_page
from stars.services.entries import take_in_subjects, take_out_entry
from stars.services.subjects import add_own_organisation, take_back_subject, take_out_subject
from stars.subject_kinds import kind_of


def page_context(request, found) -> dict:
    """What this user may do with the list now."""
    runs = can_run_rating(request.user, found.organiser)
    preparing = found.assessment.state == AssessmentState.PREPARING
    return {"round": found, "runs": runs, "preparing": preparing, "may": runs and preparing}


@signed_in
@require_safe
def subjects(request, round_id):
    """Every category of the book with how many are on the list and in the round."""
    found = round_or_404(request.user, round_id)
    context = page_context(request, found) | {"categories": category_counts(found)}
    return render(request, "rating/subjects/categories.html", context)


@signed_in
@require_safe
def subject_list(request, round_id, category):
    found = round_or_404(request.user, round_id)
    table = table_or_404(found, category)
    left, search = "left" in request.GET, request.GET.get("q", "").strip()[:40]
    page = subject_page(found, category, search=search, left=left, number=request.GET.get("page"))
    context = page_context(request, found) | {"table": table, "page": page, "left": left, "search": search}
    context["kind"], context["query"] = kind_of(category), as_query(q=search, left="1" if left else "")
    context["imports"] = open_imports(found, category) if context["may"] else ()
    return render(request, "rating/subjects/list.html", context)


def as_query(**values: str) -> str:
    """What links to other pages of the same list carry along."""
    found = urlencode({name: value for name, value in values.items() if value})
    return f"&{found}" if found else ""


def list_url(round_id: int, category: str) -> str:
    return reverse("subject_list", args=[round_id, category])


@signed_in(page="subject_list")
@require_POST
def subjects_take_in(request, round_id, category):
    """All of the category that are not in the round, or the one named by `subject`."""
    found = round_or_404(request.user, round_id)
    table_or_404(found, category)
    wanted = Subject.objects.filter(owner=found.organiser, category=category)
    if "subject" in request.POST:
        wanted = wanted.filter(pk=whole(request.POST["subject"]))
    keys = list(wanted.values_list("pk", flat=True))
    return take_step(
        request,
        lambda: take_in_subjects(actor=request.user, round_id=found.pk, subject_ids=keys),
        back=list_url(round_id, category),
        done=_("Whoever was missing is in the round now."),
    )


@signed_in
@require_POST
def entry_take_out(request, round_id, category, entry_id):
    found = round_or_404(request.user, round_id)
    entry = get_object_or_404(found.entries, pk=entry_id, subject__category=category)
    return take_step(
        request,
        lambda: take_out_entry(actor=request.user, round_id=found.pk, entry_id=entry.pk),
        back=list_url(round_id, category),
        done=_("Taken out of the round; the village's list keeps the name."),
    )


@signed_in(page="subject_list")
@require_POST
def subject_own(request, round_id, category):
    """The village's own organisation, entered with one button."""
    found = round_or_404(request.user, round_id)
    table_or_404(found, category)
    return take_step(
        request,
        lambda: add_own_organisation(actor=request.user, round_id=found.pk, category=category),
        back=list_url(round_id, category),
        done=_("The village's organisation is on the list."),
    )


def own_or_404(found, category: str, subject_id: int) -> Subject:
    wanted = Subject.objects.filter(owner=found.organiser, category=category)
    return get_object_or_404(wanted.select_related("household", "owner"), pk=subject_id)


@signed_in
@require_POST
def subject_leave(request, round_id, category, subject_id):
    found = round_or_404(request.user, round_id)
    subject = own_or_404(found, category, subject_id)
    return take_step(
        request,
        lambda: take_out_subject(actor=request.user, round_id=found.pk, subject_id=subject.pk),
        back=list_url(round_id, category),
        done=_("Taken off the list. Under “Taken out” the name can be taken back."),
    )


@signed_in
@require_POST
def subject_back(request, round_id, category, subject_id):
    found = round_or_404(request.user, round_id)
    subject = own_or_404(found, category, subject_id)
    return take_step(
        request,
        lambda: take_back_subject(actor=request.user, round_id=found.pk, subject_id=subject.pk),
        back=list_url(round_id, category),
        done=_("On the list again."),
    )
