"""Filing: the secretary reads what will be reported and what stands in the way, and hands it in."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.views.common import signed_in, take_step
from portal.views.rating.finding import round_or_404
from portal.views.typed import kept_fields
from stars.access import can_open_rating, can_run_rating
from stars.assessing import ASSESSMENT_MOVES, SETTLED
from stars.models import Round
from stars.queries.filings import own_filings
from stars.services.filing import NOTE_MAX, file_round


def run_round_or_404(user, round_id: int) -> Round:
    """A round that the user runs as clerk or secretary."""
    found = round_or_404(user, round_id)
    if not can_run_rating(user, found.organiser):
        raise Http404
    return found


@signed_in(page="filing")
@require_http_methods(["GET", "HEAD", "POST"])
def filing(request, round_id: int):
    """The clerk reads, the secretary files; other posts of the village read how far it is and the counts."""
    found = round_or_404(request.user, round_id)
    if request.method == "POST":
        told = {"read": request.POST.get("read", ""), "note": request.POST.get("note", "")}
        return take_step(
            request,
            lambda: file_round(actor=request.user, round_id=round_id, **told),
            back=reverse("filing", args=[round_id]),
            done=_("Filed. The township has the results now."),
        )
    state = found.assessment.state
    context = {
        "round": found,
        "page": own_filings(found.assessment),
        "open": ASSESSMENT_MOVES.allows(state, "file"),
        "settled": state in SETTLED,
        "may_file": can_open_rating(request.user, found.organiser),
        "may_read": can_run_rating(request.user, found.organiser),
        "typed": kept_fields(request, request.path),
        "limit": NOTE_MAX,
    }
    return render(request, "rating/filing/filing.html", context)
