"""One target with its self-check, and the decision on it."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.forms.rating_targets import checks_typed, version_typed
from portal.views.common import signed_in, take_step
from portal.views.rating.finding import round_or_404
from portal.views.rating.subjects import page_context
from portal.views.rating.targets import table_url
from portal.views.typed import kept_fields
from stars.access import can_open_rating
from stars.queries.self_checks import check_lines
from stars.queries.targets import aim_of, target_row
from stars.services.target_decisions import decide_target
from stars.services.targets import declare_target


def target_or_404(found, entry_id: int):
    row = target_row(found, entry_id)
    if row is None or row.table.target is None:
        raise Http404
    return row


@signed_in(page="target")
@require_http_methods(["GET", "HEAD", "POST"])
def target(request, round_id, entry_id):
    found = round_or_404(request.user, round_id)
    row = target_or_404(found, entry_id)
    here = reverse("target", args=[round_id, entry_id])
    if request.method == "POST":
        kind, level = aim_of(request.POST.get("aim", ""))
        told = {"kind": kind, "level": level, "note": request.POST.get("note", "")}
        told |= {"version": version_typed(request.POST.get("version", ""))}
        told |= {"checks": checks_typed(request.POST)}
        return take_step(
            request,
            lambda: declare_target(actor=request.user, round_id=found.pk, entry_id=entry_id, **told),
            back=here,
            on=table_url(round_id, row.table.key),
            done=_("The target of %(name)s is saved.") % {"name": row.entry.subject.label},
        )
    context = page_context(request, found) | {"row": row, "table": row.table}
    context |= typed_or_stored(row, kept_fields(request, here))
    context["decision"] = kept_fields(request, reverse("target_decide", args=[round_id, entry_id]))
    context["secretary"] = can_open_rating(request.user, found.organiser)
    return render(request, "rating/targets/target.html", context)


def typed_or_stored(row, typed) -> dict:
    """The values of the form: what was typed and refused, else what is stored."""
    stored = row.target
    lines = []
    for line in check_lines(row.table, row.entry):
        answer, note = (line.row.answer, line.row.note) if line.row else ("", "")
        answer = typed.get(f"answer-{line.key}", answer)
        lines.append({"line": line, "answer": answer, "note": typed.get(f"check-note-{line.key}", note)})
    aim, note = typed.get("aim", row.chosen), typed.get("note", stored.note if stored else "")
    return {"lines": lines, "aim": aim, "note": note, "version": stored.version if stored else ""}


@signed_in(page="target")
@require_POST
def target_decide(request, round_id, entry_id):
    found = round_or_404(request.user, round_id)
    row = target_or_404(found, entry_id)
    told = {"approve": request.POST.get("decision") == "approve", "reason": request.POST.get("reason", "")}
    told |= {"version": version_typed(request.POST.get("version", "")) or 0}
    return take_step(
        request,
        lambda: decide_target(actor=request.user, round_id=found.pk, entry_id=entry_id, **told),
        back=reverse("target", args=[round_id, entry_id]),
        on=table_url(round_id, row.table.key),
        done=_("The decision is recorded."),
    )
