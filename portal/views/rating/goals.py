"""The targets of the book as plain figures."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.views.common import signed_in
from portal.views.rating.finding import round_or_404
from stars.queries.goals import goals_of
from stars.queries.results import BEFORE_RESULTS


@signed_in
@require_safe
def goals(request, round_id: int):
    found = round_or_404(request.user, round_id)
    computed = found.assessment.state not in BEFORE_RESULTS
    return render(
        request, "rating/results/goals.html", {"round": found, "rows": goals_of(found), "computed": computed}
    )
