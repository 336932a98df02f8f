"""Importing a list: a file, what it would do row by row, answers to what is asked, and its confirmation."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from evidence.services.table_files import read_table_file
from portal.forms.rating_subjects import ListFileForm, answers_typed
from portal.views.common import signed_in, take_step
from portal.views.rating.running import run_round_or_404
from portal.views.rating.subject_files import listed_table_or_404
from portal.views.rating.subjects import as_query, list_url, page_context
from portal.views.work.finding import received
from stars.errors import Refusal
from stars.models import SubjectImport
from stars.queries.import_plan import ACTIONS, plan_import
from stars.services.subject_imports import (
    answer_all_same,
    answer_import,
    drop_import,
    keep_import,
    take_import,
)
from stars.subject_columns import offered
from stars.subject_errors import ListRefused
from stars.subject_problems import told

ON_A_PAGE, PROBLEMS_SHOWN = 50, 100


@signed_in(page="subject_import_new")
@require_http_methods(["GET", "HEAD", "POST"])
def subject_import_new(request, round_id, category):
    found = run_round_or_404(request.user, round_id)
    table = listed_table_or_404(found, category)
    form = ListFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    context = page_context(request, found) | {"table": table, "form": form, "columns": offered(table)}
    if request.method == "POST" and form.is_valid():
        read = read_in(request.user, found, category, form, context)
        if read:
            return redirect("subject_import", round_id=round_id, import_id=read.pk)
    return render(request, "rating/subjects/import_new.html", context, status=422 if form.errors else 200)


def read_in(actor, found, category: str, form, context: dict) -> SubjectImport | None:
    """The list that was kept; or None, with the refusal in the form and all its reasons in the context."""
    try:
        path, name = received(form.cleaned_data["file"])
        cells = read_table_file(path=path, name=name)
        return keep_import(actor=actor, round_id=found.pk, category=category, name=name, cells=cells)
    except ListRefused as refusal:
        context["problems"] = [told(problem) for problem in refusal.problems[:PROBLEMS_SHOWN]]
        context["more"] = max(0, len(refusal.problems) - PROBLEMS_SHOWN)
        form.add_error("file", str(refusal.message))
    except Refusal as refusal:
        form.add_error("file", str(refusal.message))
    return None


def import_or_404(request, round_id: int, import_id: int) -> SubjectImport:
    found = run_round_or_404(request.user, round_id)
    read = get_object_or_404(SubjectImport, pk=import_id, round=found)
    read.round = found
    return read


@signed_in(page="subject_import")
@require_http_methods(["GET", "HEAD", "POST"])
def subject_import(request, round_id, import_id):
    """`?show=`: one kind of rows; first those that need an answer."""
    read = import_or_404(request, round_id, import_id)
    if request.method == "POST":
        answers = answers_typed(request.POST)
        return take_step(
            request,
            lambda: answer_import(actor=request.user, import_id=read.pk, answers=answers),
            back=reverse("subject_import", args=[round_id, import_id]),
            done=_("Your answers are kept."),
        )
    table = listed_table_or_404(read.round, read.category)
    context = page_context(request, read.round) | {"table": table, "read": read}
    context |= {"back": list_url(round_id, read.category), "columns": offered(table)}
    if not read.taken_at:
        context |= preview(read, request.GET.get("show"), request.GET.get("page"))
    return render(request, "rating/subjects/import.html", context)


def preview(read: SubjectImport, show: str | None, number: str | None) -> dict:
    plan = plan_import(read)
    counts = [(action, plan.counts[action]) for action in ACTIONS if plan.counts[action]]
    shown = show if show in dict(counts) else next((action for action, _count in counts), "")
    page = Paginator(plan.of(shown), ON_A_PAGE).get_page(number)
    return {"plan": plan, "counts": counts, "shown": shown, "page": page, "query": as_query(show=shown)}


@signed_in(page="subject_import")
@require_POST
def subject_import_same(request, round_id, import_id):
    read = import_or_404(request, round_id, import_id)
    return take_step(
        request,
        lambda: answer_all_same(actor=request.user, import_id=read.pk),
        back=reverse("subject_import", args=[round_id, import_id]),
        done=_("Every name that can mean only one person on the list means that person."),
    )


@signed_in(page="subject_import")
@require_POST
def subject_import_take(request, round_id, import_id):
    read = import_or_404(request, round_id, import_id)
    mark, rows = request.POST.get("mark", ""), len(read.rows)
    done = ngettext("%d row was taken over.", "%d rows were taken over.", rows) % rows
    return take_step(
        request,
        lambda: take_import(actor=request.user, import_id=read.pk, mark=mark),
        back=reverse("subject_import", args=[round_id, import_id]),
        on=list_url(round_id, read.category),
        done=done,
    )


@signed_in(page="subject_import")
@require_POST
def subject_import_drop(request, round_id, import_id):
    read = import_or_404(request, round_id, import_id)
    return take_step(
        request,
        lambda: drop_import(actor=request.user, import_id=read.pk),
        back=reverse("subject_import", args=[round_id, import_id]),
        on=list_url(round_id, read.category),
        done=_("The list was put aside. Nothing of it was taken over."),
    )
