"""The results of one category as a table for Excel, for those who run the round."""

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.views.common import signed_in
from portal.views.rating.finding import round_or_404
from portal.views.rating.panel import category_or_404
from stars.access import can_run_rating
from stars.lists.writing import as_csv, as_xlsx
from stars.queries.results import BEFORE_RESULTS, ResultRow, all_results

KINDS = {
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}


@signed_in
@require_safe
def results_export(request, round_id: int, category: str, kind: str):
    found = round_or_404(request.user, round_id)
    table = category_or_404(found, category)
    hidden = not can_run_rating(request.user, found.organiser) or kind not in KINDS
    rows = None if hidden or found.assessment.state in BEFORE_RESULTS else all_results(found, table)
    if rows is None:
        raise Http404
    write, content_type = KINDS[kind]
    name = f"{found.organiser.name}-{found.title}-{table.title}.{kind}"
    answer = HttpResponse(write(headings(), [cells(row) for row in rows]), content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def headings() -> list[str]:
    words = (_("Name"), _("Villagers' group"), _("Household number"), _("To tell namesakes apart"))
    return [*words, _("Score"), _("Level"), _("Target"), _("Target met?")]


def cells(row: ResultRow) -> list[object]:
    subject = row.entry.subject
    met = {True: _("yes"), False: _("no"), None: ""}[row.met]
    score = Decimal(row.shown) if row.shown else ""
    return [subject.name, subject.group, subject.number, subject.alias, score, row.level_words, row.aim, met]
