"""The figures of one star, saved as one table: all rows or none."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evidence.errors import FigureEditedMeanwhile
from evidence.models import Figure
from evidence.services.sections import remove_figure, save_figure
from portal.forms.work import FIGURE_FIELDS, stored_mark
from portal.views.common import draft_or_404, signed_in, take_step
from portal.views.work.finding import star_url


@transaction.atomic
def save_rows(actor, section, forms: list) -> None:
    """Rows that were not changed on this page are left alone; one that somebody else changed meanwhile is refused.
    A figure that was removed in another tab is written anew rather than lost."""
    known = {figure.pk: figure for figure in section.figures.all()}
    by_key = {figure.key: figure for figure in known.values() if figure.key}
    for form in forms:
        row = form.cleaned_data
        figure = known.get(row["figure_id"]) or by_key.get(row["key"])
        stored = stored_mark(figure) if figure else ""
        if figure and form.mark in (stored, row["was"]):
            continue
        if figure and row["was"] != stored:
            raise FigureEditedMeanwhile(figure)
        values = {name: row[name] for name in FIGURE_FIELDS}
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
