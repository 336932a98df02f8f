"""The person's own pages, opened with a slip: declare a target, apply, or read why.

Everything is a POST to one address without session, cookie or user; the code travels in the form only.
"""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from portal.forms.rating_targets import checks_typed
from portal.views.notices.sealed import sealed
from portal.views.notices.slip_kept import refused, typed_for
from stars.errors import Refusal
from stars.models import PersonalSlip
from stars.queries.self_checks import check_lines
from stars.queries.targets import TargetRow, aim_of
from stars.queries.why import why_page
from stars.services.exclusion_objections import object_by_slip
from stars.services.slips import apply_by_slip, declare_by_slip, open_why, read_slip

Kind = PersonalSlip.Kind


@sealed
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request):
    code = request.POST.get("code", "")[:200]
    if request.method != "POST" or not code.strip():
        return render(request, "notices/slip.html", {"asked": request.method == "POST"})
    try:
        found = read_slip(code)
    except Refusal as refusal:
        return refused(request, code, refusal)
    return ANSWERS[found.kind](request, code, found)


def target_page(request, code: str, found: PersonalSlip):
    """The form, and what came of it; a refusal leaves the slip unused and everything typed."""
    refusal = None
    if request.POST.get("step") == "declare":
        kind, level = aim_of(request.POST.get("aim", ""))
        told = {"kind": kind, "level": level, "note": request.POST.get("note", "")}
        try:
            declared = declare_by_slip(code=code, **told, checks=checks_typed(request.POST))
            row = TargetRow(declared.entry, found.entry.table)
            return render(request, "notices/slip_done.html", {"slip": found, "words": row.words})
        except Refusal as error:
            refusal = error
    typed = typed_for(request, found)
    context = {"slip": found, "code": code, "row": TargetRow(found.entry, found.entry.table)}
    context |= {"message": refusal.message if refusal else "", "lines": lines_typed(typed, found)}
    context |= {"aim": typed.get("aim", ""), "note": typed.get("note", "")}
    return render(request, "notices/slip_target.html", context, status=422 if refusal else 200)


def lines_typed(typed, found: PersonalSlip) -> list[dict]:
    return [
        {
            "line": line,
            "answer": typed.get(f"answer-{line.key}", ""),
            "note": typed.get(f"check-note-{line.key}", ""),
        }
        for line in check_lines(found.entry.table)
    ]


def apply_page(request, code: str, found: PersonalSlip):
    if request.POST.get("step") == "apply":
        try:
            apply_by_slip(code=code)
        except Refusal as refusal:
            return refused(request, code, refusal)
        return render(request, "notices/slip_done.html", {"slip": found, "applied": True})
    return render(request, "notices/slip_apply.html", {"slip": found, "code": code})


def own_page(request, code: str, found: PersonalSlip):
    """Why this level; and where he is not rated, what he says to it."""
    context, refusal = {"code": code, "slip": found, "text": typed_for(request, found).get("text", "")}, None
    context["opened"] = open_why(code=code)
    if request.POST.get("step") == "object":
        try:
            object_by_slip(code=code, text=request.POST.get("text", ""))
            context |= {"heard": True, "text": ""}
        except Refusal as error:
            refusal = error
            context["message"] = error.message
        except ObjectDoesNotExist as error:  # he is rated: there is nothing to object to here
            raise Http404 from error
    context["page"] = why_page(found.entry, own=True)
    return render(request, "notices/slip_why.html", context, status=422 if refusal else 200)


ANSWERS = {Kind.TARGET: target_page, Kind.APPLY: apply_page, Kind.WHY: own_page}
