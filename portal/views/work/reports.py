"""Importing the village's report: upload or paste, then decide piece by piece."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evidence.access import can_edit_dossier
from evidence.queries.reports import report_page
from evidence.queries.workspace_section import locked_stars
from evidence.report_errors import ReportAlreadyRead
from evidence.services.files import require_with_village
from evidence.services.report_decisions import accept_all, decide_proposal
from evidence.services.reports import read_report_text, read_report_upload
from portal.forms.work_reports import ReportForm, decision_typed, with_typed
from portal.views.common import draft_or_404, refuse, signed_in, take_step
from portal.views.typed import forget_typed, kept_fields
from portal.views.work.finding import received
from stars.errors import Refusal


@signed_in(page="report_new")
@require_http_methods(["GET", "HEAD", "POST"])
def report_new(request, dossier_id):
    dossier = draft_or_404(request.user, dossier_id)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ReportForm(*posted, initial=kept_fields(request, request.path))
    if posted and form.is_valid():
        report = read_in(request, dossier, form)
        if report:
            forget_typed(request)
            return redirect("report", dossier_id=dossier.pk, report_id=report.pk)
    context = {"form": form, "dossier": dossier, "may": can_edit_dossier(request.user, dossier)}
    context["closed"] = why_closed(dossier)
    return render(request, "work/report_new.html", context, status=422 if form.errors else 200)


def why_closed(dossier) -> str:
    """Why nothing can be imported now; empty while the dossier lies with the village."""
    try:
        require_with_village(dossier)
    except Refusal as refusal:
        return str(refusal.message)
    return ""


def read_in(request, dossier, form):
    """The import, now or earlier; or None with the refusal in the form."""
    actor, file = request.user, form.cleaned_data["file"]
    try:
        if not file:
            return read_report_text(actor=actor, dossier_id=dossier.pk, text=form.cleaned_data["text"])
        path, name = received(file)
        return read_report_upload(actor=actor, dossier_id=dossier.pk, path=path, name=name)
    except ReportAlreadyRead as refusal:
        messages.warning(request, str(refusal.message))
        return refusal.report
    except Refusal as refusal:
        form.add_error("file" if file else "text", str(refusal.message))
        return None


@signed_in
@require_safe
def report(request, dossier_id, report_id):
    dossier = draft_or_404(request.user, dossier_id)
    found = get_object_or_404(dossier.reports, pk=report_id)
    locked = locked_stars(request.user, dossier, timezone.localdate())
    page = report_page(dossier, found, locked)
    for proposal in page.proposals:
        kept = kept_fields(request, reverse("proposal_decide", args=[dossier_id, report_id, proposal.pk]))
        with_typed(proposal, kept)
    return render(request, "work/report.html", {"page": page, "dossier": dossier})


@signed_in
@require_POST
def proposal_decide(request, dossier_id, report_id, proposal_id):
    dossier = draft_or_404(request.user, dossier_id)
    found = get_object_or_404(dossier.reports, pk=report_id)
    proposal = get_object_or_404(found.proposals, pk=proposal_id)
    return take_step(
        request,
        lambda: decide_proposal(
            actor=request.user, proposal_id=proposal.pk, **decision_typed(proposal, request.POST)
        ),
        back=reverse("report", args=[dossier.pk, found.pk]) + f"#p{proposal.pk}",
    )


@signed_in(page="report")
@require_POST
def report_accept_all(request, dossier_id, report_id):
    dossier = draft_or_404(request.user, dossier_id)
    found = get_object_or_404(dossier.reports, pk=report_id)
    back = reverse("report", args=[dossier.pk, found.pk])
    try:
        accepted = accept_all(actor=request.user, report_id=found.pk)
    except Refusal as refusal:
        return refuse(request, refusal, back=back)
    done = ngettext("%d proposal was taken over.", "%d proposals were taken over.", accepted) % accepted
    done += " " + _("Doubts, figures that would replace another, and text without a star wait for you.")
    return take_step(request, lambda: None, back=back, done=done)
