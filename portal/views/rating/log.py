"""Who did what in a round, when and why."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.forms.work import whole
from portal.views.common import signed_in
from stars.access import can_read_rating
from stars.queries.round_log import log_page, logged_rounds


@signed_in
@require_safe
def round_log(request, round_id):
    """`?before=KEY` goes on with what is older."""
    found = get_object_or_404(logged_rounds(request.user), pk=round_id)
    before = whole(request.GET["before"]) if "before" in request.GET else None
    own = can_read_rating(request.user, found.organiser)
    context = {"round": found, "own": own, "page": log_page(found, before=before, above=not own)}
    return render(request, "rating/log.html", context)
