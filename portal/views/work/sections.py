"""One star: reading it, and who may edit it. Saving it: portal/views/work/saving.py."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evidence.queries.workspace_section import committee_members
from evidence.services.sections import assign_section
from portal.forms.work import chosen_people
from portal.views.common import signed_in, take_step
from portal.views.work.finding import section_or_404, star_url
from portal.views.work.section_page import section_answer


@signed_in
@require_safe
def section(request, dossier_id, star):
    return section_answer(request, *section_or_404(request.user, dossier_id, star))


@signed_in(page="assign")
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request, dossier_id, star):
    """The secretary chooses the committee members who may edit this star."""
    dossier, section = section_or_404(request.user, dossier_id, star)
    if request.method == "POST":
        people = chosen_people(request.POST)
        return take_step(
            request,
            lambda: assign_section(actor=request.user, section_id=section.pk, user_ids=people),
            back=star_url(dossier_id, star),
            done=_("It is set who may edit this star."),
        )
    return assign_page(request, dossier, section)


def assign_page(request, dossier, section):
    dimension = dossier.entry.round.table.dimension(section.dimension)
    context = {"dossier": dossier, "section": section, "dimension": dimension}
    context["members"] = committee_members(dossier)
    context["assigned"] = {person.pk for person in section.assigned_to.all()}
    return render(request, "work/assign.html", context)
