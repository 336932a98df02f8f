"""The figures of one star, saved as one table: all rows or none."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evidence.models import Figure
from evidence.services.sections import remove_figure, save_figure
from portal.forms.work import FigureFormSet
from portal.views.common import draft_or_404, refuse, signed_in, take_step
from portal.views.typed import forget_typed
from portal.views.work.finding import section_or_404, star_url
from portal.views.work.section_page import section_answer
from stars.errors import Refusal

FIELDS = ("key", "label", "value", "unit", "as_of", "source")


@signed_in(page="section")
@require_POST
def figure_save(request, dossier_id, star):
    dossier, section = section_or_404(request.user, dossier_id, star)
    rows = FigureFormSet(request.POST, prefix="figures")
    if not rows.is_valid():
        return section_answer(request, dossier, section, figures=rows, status=422)
    try:
        save_rows(request.user, section, [form.cleaned_data for form in rows if form.is_wanted])
    except Refusal as refusal:
        return refuse(request, refusal, back=star_url(dossier_id, star, "figures"))
    forget_typed(request)
    messages.success(request, _("The figures are saved."))
    return redirect(star_url(dossier_id, star, "figures"))


@transaction.atomic
def save_rows(actor, section, rows: list[dict]) -> None:
    """A figure that was removed in another tab is written anew rather than lost."""
    known = {figure.pk: figure for figure in section.figures.all()}
    for row in rows:
        figure = known.get(row["figure_id"])
        if figure and all(getattr(figure, name) == row[name] for name in FIELDS):
            continue
        values = {name: row[name] for name in FIELDS}
        save_figure(actor=actor, section_id=section.pk, figure_id=figure.pk if figure else None, **values)


@signed_in
@require_POST
def figure_remove(request, dossier_id, figure_id):
    dossier = draft_or_404(request.user, dossier_id)
    found = Figure.objects.select_related("section")
    figure = get_object_or_404(found, section__dossier=dossier, pk=figure_id)
    return take_step(
        request,
        lambda: remove_figure(actor=request.user, figure_id=figure.pk),
        back=star_url(dossier_id, figure.section.dimension, "figures"),
        done=_("The figure was removed. The history keeps it."),
    )
