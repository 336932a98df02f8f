"""Why one entry has its level, for the leading group and those who run the round. The person reads the same page
through a slip of his own."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.views.common import signed_in
from portal.views.rating.panel import panel_round_or_404
from stars.models import Entry
from stars.queries.why import why_page


@signed_in
@require_safe
def why(request, round_id: int, entry_id: int):
    found = panel_round_or_404(request.user, round_id)
    entry = get_object_or_404(Entry.objects.select_related("subject"), round=found, pk=entry_id)
    entry.round = found
    context = {"round": found, "page": why_page(entry), "base": "rating/results/why_base.html"}
    return render(request, "notices/why.html", context)
