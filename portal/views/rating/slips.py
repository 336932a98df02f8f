"""Personal slips: chosen, made, shown once to be printed."""

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.forms.rating_slips import PersonalSlipsForm
from portal.forms.work import whole
from portal.qr import qr_svg
from portal.views.common import signed_in
from portal.views.rating.running import run_round_or_404, table_or_404
from portal.views.rating.subjects import page_context
from stars.assessing import AssessmentState
from stars.errors import Refusal
from stars.models import PersonalSlip
from stars.queries.entries import entries_in_order
from stars.queries.personal_slips import newest_slips
from stars.services.slips import make_slips

ON_A_PAGE = 50


@signed_in(page="slips")
@require_http_methods(["GET", "HEAD", "POST"])
def slips(request, round_id, category):
    """The answer to the POST is the sheet to print: the codes are kept nowhere. What stands behind the # of the
    address is never sent to a server."""
    found = run_round_or_404(request.user, round_id)
    table = table_or_404(found, category)
    form = PersonalSlipsForm(request.POST or None, kinds=kinds_now(found, table))
    ticked = [whole(key) for key in request.POST.getlist("entries")]
    if request.method == "POST" and form.is_valid():
        entry_ids = None if "all" in request.POST else ticked
        try:
            made = make_slips(
                actor=request.user,
                round_id=found.pk,
                category=category,
                entry_ids=entry_ids,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return printed(request, found, table, form.cleaned_data, made)
    page = Paginator(entries_in_order(found, category), ON_A_PAGE).get_page(request.GET.get("page"))
    context = page_context(request, found) | {"table": table, "form": form, "page": page, "ticked": ticked}
    context["rows"] = with_slips(page.object_list)
    return render(request, "rating/slips/choose.html", context, status=422 if form.errors else 200)


def with_slips(entries) -> list[tuple]:
    """Each entry with its newest slips."""
    slips_of = newest_slips(entries)
    return [(entry, slips_of.get(entry.pk, [])) for entry in entries]


def kinds_now(found, table) -> list[tuple[str, str]]:
    """What a slip of this category can be for in the present state."""
    Kind, state = PersonalSlip.Kind, found.assessment.state
    wanted = [Kind.WHY] if state != AssessmentState.ARCHIVED else []
    if state == AssessmentState.PREPARING:
        wanted = [Kind.APPLY, *wanted] if table.applies_himself else wanted
        wanted = [Kind.TARGET, *wanted] if table.target else wanted
    return [(kind.value, kind.label) for kind in wanted]


def printed(request, found, table, told: dict, made):
    address = settings.PORTAL_URL.rstrip("/") + reverse("slip")
    label = _("Picture with the code of the slip")
    sheet = [
        {"entry": one.entry, "code": one.code, "picture": qr_svg(f"{address}#{one.code}", label=label)}
        for one in made
    ]
    context = page_context(request, found) | {"table": table, "sheet": sheet, "address": address}
    context |= {"kind": PersonalSlip.Kind(told["kind"]), "valid_until": told["valid_until"]}
    return render(request, "rating/slips/sheet.html", context)
