"""Papers to print before a meeting: blank ballots, a tally sheet, a list for those who attend."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.views.common import signed_in
from portal.views.rating.meetings.finding import meeting_or_404
from stars.access import can_count, can_run_rating
from stars.queries.papers import ballots_paper, list_paper, tally_paper

PAPERS = {"ballots": ballots_paper, "tally": tally_paper, "list": list_paper}


@signed_in
@require_safe
def meeting_paper(request, round_id: int, meeting_id: int, paper: str):
    meeting = meeting_or_404(request.user, round_id, meeting_id)
    village = meeting.round.organiser
    may = can_run_rating(request.user, village) or can_count(request.user, village)
    made = PAPERS[paper](meeting) if paper in PAPERS and may else None
    if made is None:
        raise Http404
    context = {"meeting": meeting, "round": meeting.round, "village": village, "paper": made}
    return render(request, f"rating/meetings/paper_{paper}.html", context)
