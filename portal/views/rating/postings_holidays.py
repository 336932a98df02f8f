"""The table of holidays, for administrators of a county or a township."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from portal.forms.rating_postings import HolidayForm, HolidayLinesForm
from portal.views.common import signed_in, take_step
from portal.views.typed import keep_typed, kept_fields
from stars.access import can_edit_holidays
from stars.errors import Refusal
from stars.queries.holidays import years_of_holidays
from stars.services.holidays import import_holidays, remove_holiday, save_holiday


def keepers_only(request) -> None:
    if not can_edit_holidays(request.user):
        raise Http404


def show(request, form: HolidayForm | None = None, lines: HolidayLinesForm | None = None):
    typed = kept_fields(request, reverse("holiday_save"))
    context = {
        "years": years_of_holidays(),
        "form": form or HolidayForm(initial=typed),
        "lines": lines or HolidayLinesForm(initial=kept_fields(request, reverse("holidays_import"))),
    }
    wrong = any(one is not None and one.errors for one in (form, lines))
    return render(request, "rating/postings/holidays.html", context, status=422 if wrong else 200)


@signed_in
@require_http_methods(["GET", "HEAD"])
def holidays(request):
    keepers_only(request)
    return show(request)


@signed_in(page="holidays")
@require_POST
def holiday_save(request):
    keepers_only(request)
    form = HolidayForm(request.POST)
    if not form.is_valid():
        return show(request, form=form)
    return act(
        request,
        lambda: save_holiday(actor=request.user, **form.cleaned_data),
        _("The day is saved. Postings that run keep the last day they were given."),
        form=form,
    )


@signed_in(page="holidays")
@require_POST
def holidays_import(request):
    keepers_only(request)
    form = HolidayLinesForm(request.POST)
    if not form.is_valid():
        return show(request, lines=form)
    count = len([line for line in form.cleaned_data["lines"].splitlines() if line.strip()])
    return act(
        request,
        lambda: import_holidays(actor=request.user, text=form.cleaned_data["lines"]),
        ngettext("%(n)s day is taken in.", "%(n)s days are taken in.", count) % {"n": count},
        lines=form,
    )


def act(request, step, done: str, **forms):
    """Back to the table; a refusal stands on the form that was sent, with what was typed."""
    form = next(iter(forms.values()))
    try:
        step()
    except Refusal as refusal:
        keep_typed(request)
        form.add_error(None, str(refusal.message))
        return show(request, **forms)
    return take_step(request, lambda: None, back=reverse("holidays"), done=done)


@signed_in
@require_POST
def holiday_remove(request, holiday_id: int):
    keepers_only(request)
    return take_step(
        request,
        lambda: remove_holiday(actor=request.user, holiday_id=holiday_id),
        back=reverse("holidays"),
        done=_("The day is out of the table: its weekday counts again."),
    )
