"""Taking one figure out; the table is saved with its star (portal/views/work/saving.py)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evidence.models import Figure
from evidence.services.sections import remove_figure
from portal.views.common import draft_or_404, signed_in, take_step
from portal.views.work.finding import star_url


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
