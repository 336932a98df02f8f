"""Filings on the desk of the township, and for the county's auditor to read."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.forms.work import whole
from portal.views.common import signed_in, take_step
from portal.views.typed import kept_fields
from stars.access import can_accept_filing, can_check_filing, counties_of, townships_of
from stars.models import Filing
from stars.queries.filings_concern import barred_because
from stars.queries.filings_desk import filings_page, state_words, visible_filings
from stars.queries.filings_reading import filing_page
from stars.queries.handling import waiting_for_township
from stars.services.accepting import check_filing, return_filing


@signed_in
@require_safe
def filings(request):
    """Of own townships; of the county for its auditor. `?year=`, and `?after=` for the next page."""
    townships = townships_of(request.user)
    if not townships and not counties_of(request.user):
        raise Http404
    year = request.GET.get("year")
    page = filings_page(request.user, whole(year) if year else None, request.GET.get("after", ""))
    context = {"page": page, "auditor": not townships, "objections": waiting_for_township(request.user)}
    return render(request, "desk/filings.html", context)


def filing_or_404(user, filing_id: int) -> Filing:
    return get_object_or_404(visible_filings(user), pk=filing_id)


@signed_in
@require_safe
def desk_filing(request, filing_id: int):
    filing = filing_or_404(request.user, filing_id)
    page = filing_page(filing, request.GET.get("category", ""), request.GET.get("page"))
    township = filing.round.assessment.township
    context = {
        "page": page,
        "filing": filing,
        "state": state_words(filing.round.assessment),
        "paged": f"&category={page.table.table.key}#list" if page.table else "",
        "can_check": page.to_be_checked and can_check_filing(request.user, township),
        "can_sign": page.to_be_signed and can_accept_filing(request.user, township),
        # Said before anything is typed; the service refuses all the same.
        "barred": barred_because(request.user, filing),
        "typed": kept_fields(request, reverse("filing_check", args=[filing_id])),
        "typed_return": kept_fields(request, reverse("filing_return", args=[filing_id])),
    }
    return render(request, "desk/filing.html", context)


@signed_in(page="desk_filing")
@require_POST
def filing_check(request, filing_id: int):
    filing = filing_or_404(request.user, filing_id)
    note = request.POST.get("note", "")
    return take_step(
        request,
        lambda: check_filing(actor=request.user, filing_id=filing.pk, note=note),
        back=reverse("desk_filing", args=[filing_id]),
        done=_("Proposed. Another person signs it off."),
    )


@signed_in(page="desk_filing")
@require_POST
def filing_return(request, filing_id: int):
    filing = filing_or_404(request.user, filing_id)
    reason = request.POST.get("reason", "")
    return take_step(
        request,
        lambda: return_filing(actor=request.user, filing_id=filing.pk, reason=reason),
        back=reverse("desk_filing", args=[filing_id]),
        done=_("Returned. The village reads your reasons now."),
    )
