"""The ledger as a table for one provider and period, to settle with. Every cell leaves as text or number."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.forms.rating_filing_benefits import PeriodForm
from portal.views.common import signed_in
from portal.views.rating.filing import run_round_or_404
from stars.lists.writing import as_csv, as_xlsx
from stars.queries.benefits import GrantRow, ledger

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
@require_safe
def benefits_export(request, round_id: int):
    """`?form=csv` or .xlsx; what was struck out is left out."""
    found = run_round_or_404(request.user, round_id)
    period = PeriodForm(request.GET)
    if period.errors:
        return redirect("benefits", round_id)
    first, last = period.period
    page = ledger(found.organiser, first, last, period.provider_chosen)
    rows = [cells(row) for row in page.rows if row.grant.struck_on is None]
    as_text = request.GET.get("form") == "csv"
    body = as_csv(headings(), rows) if as_text else as_xlsx(headings(), rows)
    answer = HttpResponse(body, content_type="text/csv; charset=utf-8" if as_text else XLSX)
    name = f"benefits-{first}-{last}.{'csv' if as_text else 'xlsx'}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def headings() -> list[str]:
    told = (_("Day"), _("Number on the card"), _("Holder"), _("Provider"), _("Benefit"), _("Amount in yuan"))
    return [*told, _("Handed out by")]


def cells(row: GrantRow) -> list[object]:
    grant = row.grant
    holder = grant.card.award.entry.subject.label
    told = [grant.given_on.isoformat(), grant.card.number, holder, row.provider, row.benefit.text]
    return [*told, grant.amount, grant.given_by]
