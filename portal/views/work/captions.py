"""Captions, dates and what may become public, for all files of a star on one page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.forms.work import DescribeForm, SameDayForm
from portal.views.common import signed_in
from portal.views.typed import forget_typed, keep_typed, kept_fields
from portal.views.work.describing import described
from portal.views.work.finding import section_or_404, star_url


@signed_in(page="captions")
@require_http_methods(["GET", "HEAD", "POST"])
def captions(request, dossier_id, star):
    """Every file is its own step: what can be saved is saved, the others stay on the page with their reason."""
    dossier, section = section_or_404(request.user, dossier_id, star)
    typed = request.POST if request.method == "POST" else kept_fields(request, request.path) or None
    day = SameDayForm(typed)
    forms = [DescribeForm(typed, instance=one, prefix=f"e{one.pk}") for one in section.evidence.all()]
    if request.method == "POST" and save(request, forms, day):
        return redirect(star_url(dossier_id, star, "evidence"))
    context = {"forms": forms, "day": day, "section": section, "dossier": dossier}
    context["dimension"] = dossier.entry.round.table.dimension(star)
    context["bad"] = request.method == "POST" and any(form.errors for form in (*forms, day))
    return render(request, "work/captions.html", context, status=422 if context["bad"] else 200)


def save(request, forms, day) -> bool:
    """Whether everything was saved."""
    if not day.is_valid():
        keep_typed(request)
        return False
    saved = [describe(request.user, form, day.cleaned_data["same_day"]) for form in forms]
    if not all(saved):
        keep_typed(request)
        return False
    forget_typed(request)
    messages.success(request, _("The descriptions are saved."))
    return True


def describe(actor, form, same_day) -> bool:
    """One file; a refusal stands in its form."""
    if not form.is_valid():
        return False
    values = form.cleaned_data | form.untouched
    values["happened_on"] = values["happened_on"] or same_day
    if all(values[name] == form.initial[name] for name in form.fields):
        return True
    return described(actor, form, **values)
