"""Giving points: one category as a table, or one entry with everything that the book says of it.

Each entry is saved by itself: what can be saved is saved, what was refused stays typed on the page with its reason.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.forms.rating_panel_scores import points_typed, refused_fields, score_row
from portal.forms.work import whole
from portal.views.common import refuse, signed_in
from portal.views.rating.finding import round_or_404
from portal.views.rating.panel import category_or_404
from portal.views.typed import forget_typed, keep_typed, kept_fields
from stars.access import can_score
from stars.assessing import AssessmentState
from stars.errors import BadInput, Refusal
from stars.models import Round
from stars.panel_errors import ScoredMeanwhile
from stars.points import exact, same_points
from stars.queries.scores import MyScore, ScoreSheet, score_sheet
from stars.queries.seats import seat_of
from stars.rules.book import Category
from stars.services.scoring import save_score

Refused = dict[int, Refusal]


def scoring_round_or_404(user, round_id: int) -> Round:
    """A round in which the user has a seat that scores."""
    found = round_or_404(user, round_id)
    seat = seat_of(found, user) if can_score(user, found.organiser) else None
    if seat is None or not seat.scores:
        raise Http404
    return found


@signed_in(page="scores")
@require_http_methods(["GET", "HEAD", "POST"])
def scores(request, round_id: int, category: str, page: int):
    """Entries × lines; `page` stands in the address, so that a form sent after the session ended finds its way back."""
    found = scoring_round_or_404(request.user, round_id)
    table = category_or_404(found, category)
    sheet = score_sheet(request.user, found, table, page)
    if request.method == "POST":
        try:
            saved, refused = save_rows(request, table, sheet.rows)
        except Refusal as refusal:
            return refuse(request, refusal, back=request.path)
        return answer(request, found, sheet, saved, refused)
    return sheet_page(request, found, sheet, kept_fields(request, request.path), {})


def save_rows(request, category: Category, rows: list[MyScore]) -> tuple[int, Refused]:
    """How many were saved, and the rows that were not. What concerns the whole page is raised."""
    saved, refused = 0, {}
    for row in rows:
        points = points_typed(request.POST, row.entry.pk)
        if same_points(category, row.score.points if row.score else None, points):
            continue
        version = whole(request.POST.get(f"v-{row.entry.pk}"))
        try:
            save_score(actor=request.user, entry_id=row.entry.pk, points=points, version=version)
            saved += 1
        except (BadInput, ScoredMeanwhile) as refusal:
            refused[row.entry.pk] = refusal
    return saved, refused


def answer(request, found: Round, sheet: ScoreSheet, saved: int, refused: Refused):
    if saved:
        told = ngettext("Saved the points of %d entry.", "Saved the points of %d entries.", saved)
        messages.success(request, told % saved)
    if refused:
        keep_typed(request, fields=refused_fields(request.POST, refused))
        fresh = score_sheet(request.user, found, sheet.category, sheet.page.number)
        return sheet_page(request, found, fresh, request.POST, refused)
    forget_typed(request)
    if not saved:
        messages.info(request, _("Nothing was changed."))
    onward = sheet.page.has_next() and request.POST.get("go") == "next"
    return redirect("scores", found.pk, sheet.category.key, sheet.page.number + onward)


def sheet_page(request, found: Round, sheet: ScoreSheet, typed, refused: Refused):
    rows = [score_row(sheet.lines, mine, typed, refused.get(mine.entry.pk)) for mine in sheet.rows]
    context = {
        "round": found,
        "sheet": sheet,
        "rows": rows,
        "lines": [(line, exact(str(line.points))) for line in sheet.lines],
        "problems": [problem for row in rows for problem in row.problems],
        "open": found.assessment.state == AssessmentState.ASSESSING,
        "few": len(sheet.lines) <= 5,
    }
    return render(request, "rating/panel/scores.html", context, status=422 if refused else 200)
