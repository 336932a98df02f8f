"""Recording who applied for the assessment, from papers."""

import datetime

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.forms.work import whole
from portal.views.common import refuse, signed_in, take_step
from portal.views.rating.finding import round_or_404
from portal.views.rating.running import table_or_404
from portal.views.rating.subjects import as_query, page_context
from portal.views.typed import kept_fields, kept_values
from stars.errors import BadInput
from stars.queries.entries import entries_in_order
from stars.services.applications import record_applications

ON_A_PAGE = 50


def day_typed(value: str) -> datetime.date | None:
    try:
        return parse_date(value)
    except ValueError:
        return None


@signed_in(page="applications")
@require_http_methods(["GET", "HEAD", "POST"])
def applications(request, round_id, category):
    """Who has not applied first; `?show=applied` the others, who can be taken back."""
    found = round_or_404(request.user, round_id)
    table = table_or_404(found, category)
    if not table.applies_himself:
        raise Http404
    applied = request.GET.get("show") == "applied"
    if request.method == "POST":
        return recorded(request, found, category, applied)
    entries = entries_in_order(found, category)
    entries = entries.exclude(applied_on=None) if applied else entries.filter(applied_on=None)
    page = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("page"))
    context = page_context(request, found) | {"table": table, "page": page, "applied": applied}
    context["query"] = as_query(show="applied" if applied else "")
    context["day"] = kept_fields(request, request.path).get("day") or timezone.localdate().isoformat()
    context["ticked"] = {whole(key) for key in kept_values(request, request.path, "entries")}
    return render(request, "rating/targets/applications.html", context)


def recorded(request, found, category: str, applied: bool):
    back = reverse("applications", args=[found.pk, category]) + ("?show=applied" if applied else "")
    keys = [whole(key) for key in request.POST.getlist("entries")]
    day = None if applied else day_typed(request.POST.get("day", ""))
    if day is None and not applied:
        return refuse(request, BadInput(_("Enter the day on which they applied.")), back=back)
    told = {"round_id": found.pk, "entry_ids": keys, "applied_on": day}
    return take_step(
        request, lambda: record_applications(actor=request.user, **told), back=back, done=_("Recorded.")
    )
