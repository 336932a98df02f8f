"""Targets: categories, many in a table, and decisions on all that wait."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.forms.rating_targets import TypedRow, rows_typed
from portal.views.common import refuse, signed_in
from portal.views.rating.finding import round_or_404
from portal.views.rating.running import table_or_404
from portal.views.rating.subjects import as_query, page_context
from portal.views.typed import forget_typed, keep_typed, kept_fields
from stars.access import can_open_rating, can_run_rating
from stars.errors import NotAllowed, Refusal
from stars.queries.overview_facts import overview_facts
from stars.queries.targets import FILTERS, TargetRow, target_page
from stars.services.target_decisions import decide_all_targets
from stars.services.targets import declare_target


@signed_in
@require_safe
def targets(request, round_id):
    """Every category with how far its targets and applications are; the posting of the targets."""
    found = round_or_404(request.user, round_id)
    facts = overview_facts(found)
    context = page_context(request, found) | {"facts": facts, "posting": facts.postings.get("targets")}
    return render(request, "rating/targets/categories.html", context)


def target_table_or_404(found, category: str):
    """A category whose book has targets."""
    table = table_or_404(found, category)
    if table.target is None:
        raise Http404
    return table


def table_url(round_id: int, category: str) -> str:
    return reverse("target_table", args=[round_id, category])


@signed_in(page="target_table")
@require_http_methods(["GET", "HEAD", "POST"])
def target_table(request, round_id, category):
    """Rows that were changed are saved each for itself: what is refused stays typed, with its reason."""
    found = round_or_404(request.user, round_id)
    table = target_table_or_404(found, category)
    show, refused = request.GET.get("show", ""), {}
    if request.method == "POST":
        if not can_run_rating(request.user, found.organiser):
            return refuse(request, NotAllowed(), back=table_url(round_id, category))
        refused = save(request, found, rows_typed(request.POST))
        if not refused:
            return redirect(request.get_full_path())
    page = target_page(found, category, show=show, number=request.GET.get("page"))
    typed = request.POST if refused else kept_fields(request, request.path)
    context = page_context(request, found) | {"table": table, "page": page, "show": show}
    context |= {"rows": [shown(row, typed, refused) for row in page.rows], "filters": FILTERS}
    context |= {"query": as_query(show=show), "secretary": can_open_rating(request.user, found.organiser)}
    return render(request, "rating/targets/table.html", context, status=422 if refused else 200)


def save(request, found, rows: list[TypedRow]) -> dict[int, str]:
    """Entry → why it was refused; what was saved is said."""
    refused, saved = {}, 0
    for row in rows:
        if not row.changed:
            continue
        try:
            declare_target(actor=request.user, round_id=found.pk, **row.told)
            saved += 1
        except Refusal as refusal:
            refused[row.entry_id] = str(refusal.message)
    if refused:
        keep_typed(request)
    else:
        forget_typed(request)
    if saved:
        messages.success(request, ngettext("%d target is saved.", "%d targets are saved.", saved) % saved)
    return refused


def shown(row: TargetRow, typed, refused: dict[int, str]) -> dict:
    """The row with what was typed and not saved in the place of what is stored."""
    key, target = row.entry.pk, row.target
    stored = {"aim": row.chosen, "note": target.note if target else ""}
    if refused and key not in refused:
        typed = {}  # this one was saved
    values = {name: typed.get(f"{name}-{key}", value) for name, value in stored.items()}
    version = "" if target is None else target.version
    return {"row": row, "stored": stored, "version": version, "error": refused.get(key, "")} | values


@signed_in(page="target_table")
@require_POST
def targets_decide(request, round_id, category):
    """Approve all of the category that wait, or refuse them with one reason."""
    found = round_or_404(request.user, round_id)
    target_table_or_404(found, category)
    back, approve = table_url(round_id, category), request.POST.get("decision") == "approve"
    told = {"category": category, "approve": approve, "reason": request.POST.get("reason", "")}
    try:
        decided = decide_all_targets(actor=request.user, round_id=found.pk, **told)
    except Refusal as refusal:
        return refuse(request, refusal, back=back)
    forget_typed(request)
    done = ngettext("%d target was decided on.", "%d targets were decided on.", decided) % decided
    messages.success(request, done)
    return redirect(back)
