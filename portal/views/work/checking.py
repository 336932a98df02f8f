"""Reading everything as the township will, and handing it in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evidence.queries.check_page import check_page
from evidence.services.submitting import submit_dossier
from portal.forms.work import SubmitForm
from portal.views.common import draft_or_404, signed_in
from stars.errors import Refusal


@signed_in
@require_safe
def check(request, dossier_id):
    return check_answer(request, draft_or_404(request.user, dossier_id))


def check_answer(request, dossier, form=None):
    page = check_page(request.user, dossier, timezone.localdate())
    form = form or SubmitForm(
        initial={"version": dossier.version, "stars": page.begun}, choices=dimension_choices(dossier)
    )
    context = {"page": page, "form": form, "dossier": dossier}
    return render(request, "work/check.html", context, status=422 if form.errors else 200)


@signed_in(page="check")
@require_POST
def submit(request, dossier_id):
    """Freeze and hand in; then the page of the submission with its digest."""
    dossier = draft_or_404(request.user, dossier_id)
    form = SubmitForm(request.POST, choices=dimension_choices(dossier))
    if not form.is_valid():
        return check_answer(request, dossier, form)
    asked = {"stars": form.cleaned_data["stars"], "version": form.cleaned_data["version"]}
    try:
        submission = submit_dossier(actor=request.user, dossier_id=dossier.pk, **asked)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return check_answer(request, dossier, form)
    messages.success(request, _("Submitted. The township can read it now; nobody can change this copy."))
    return redirect("submission", dossier_id=dossier.pk, number=submission.number)


def dimension_choices(dossier) -> list[tuple[str, str]]:
    return [(dimension.key, dimension.title) for dimension in dossier.entry.round.table.dimensions]
