"""The approver signs exactly the filing that is shown."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.forms.rating_filing import FilingSignForm
from portal.views.accounts import password_again
from portal.views.common import signed_in
from portal.views.desk.filings import filing_or_404
from portal.views.typed import forget_typed, keep_typed, kept_fields
from stars.access import can_accept_filing
from stars.errors import Refusal, Stale, WrongPassword, WrongState
from stars.models import Filing
from stars.queries.filings_concern import barred_because
from stars.queries.filings_reading import FilingPage, filing_page
from stars.services.accepting import accept_filing


@signed_in(page="filing_sign")
@require_http_methods(["GET", "HEAD", "POST"])
def filing_sign(request, filing_id: int):
    filing = filing_or_404(request.user, filing_id)
    if not can_accept_filing(request.user, filing.round.assessment.township):
        raise Http404
    page = filing_page(filing)
    if not page.to_be_signed:
        messages.info(request, nothing_to_sign(page))
        return redirect("desk_filing", filing_id)
    initial = {"digest": filing.digest, "note": kept_fields(request, request.path).get("note", "")}
    form = FilingSignForm(request.POST if request.method == "POST" else None, initial=initial)
    answer = decide(request, filing, form) if request.method == "POST" and form.is_valid() else None
    context = {
        "page": page,
        "filing": filing,
        "form": form,
        "barred": barred_because(request.user, filing),
        "typed_return": kept_fields(request, reverse("filing_return", args=[filing_id])),
    }
    return answer or render(request, "desk/filing_sign.html", context, status=422 if form.errors else 200)


def nothing_to_sign(page: FilingPage) -> str:
    """Why: somebody has decided already, or nothing is proposed."""
    if page.sign_off is None:
        return _("There is no proposal to sign now.")
    told = {"name": page.sign_off.signer, "digest": page.sign_off.digest}
    return _("%(name)s has signed this off already. Reference: %(digest)s") % told


def decide(request, filing: Filing, form: FilingSignForm):
    """Where to go after the signature; None where the form says why it was refused."""
    if not password_again(request, form.cleaned_data["password"]):
        form.add_error("password", WrongPassword.message)
        return None
    try:
        done = accept_filing(actor=request.user, filing_id=filing.pk, **form.cleaned_data)
    except (Stale, WrongState) as refusal:
        # The form holds the digest that was read: only the page, opened anew, shows what stands now.
        keep_typed(request)
        messages.error(request, str(refusal.message))
        return redirect("filing_sign", filing.pk)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return None
    forget_typed(request)
    messages.success(request, _("Accepted: the levels are in force. Reference: %s") % done.digest)
    return redirect("desk_filing", filing.pk)
