"""One star: reading it, and saving its text, self-checks and answers."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evidence.errors import EditedMeanwhile
from evidence.models import Demand
from evidence.queries.workspace_section import committee_members
from evidence.services.answers import answer_demand
from evidence.services.sections import assign_section, save_narrative, save_self_checks
from evidence.text.diff import diff_text
from portal.forms.work import answers_typed, chosen_people, whole
from portal.views.common import draft_or_404, refuse, signed_in, take_step, wants_json
from portal.views.typed import forget_typed, keep_typed
from portal.views.work.finding import section_or_404, star_url
from portal.views.work.section_page import section_answer
from stars.errors import Refusal


@signed_in
@require_safe
def section(request, dossier_id, star):
    return section_answer(request, *section_or_404(request.user, dossier_id, star))


@signed_in(page="section")
@require_POST
def section_text(request, dossier_id, star):
    """Form and autosave: {"ok", "text_revision", "saved_at"}; a clash shows both texts (409)."""
    dossier, section = section_or_404(request.user, dossier_id, star)
    text, revision = request.POST.get("text", ""), whole(request.POST.get("text_revision"))
    try:
        saved = save_narrative(actor=request.user, section_id=section.pk, text=text, text_revision=revision)
    except EditedMeanwhile as clash:
        return text_clash(request, dossier, clash)
    except Refusal as refusal:
        return refuse(request, refusal, back=star_url(dossier_id, star, "narrative"))
    forget_typed(request)
    return text_saved(request, saved)


def text_saved(request, section):
    if wants_json(request):
        at = time_format(timezone.localtime(section.text_saved_at), "H:i") if section.text_saved_at else ""
        return JsonResponse({"ok": True, "text_revision": section.text_revision, "saved_at": at})
    messages.success(request, _("The text is saved."))
    return redirect(star_url(section.dossier_id, section.dimension, "narrative"))


def text_clash(request, dossier, clash: EditedMeanwhile):
    """Both texts and a way to choose; the second one stays in the session until one is chosen."""
    keep_typed(request)
    if wants_json(request):
        message = _("Somebody saved this text in the meantime. Press “Save” to see both texts and choose.")
        return JsonResponse({"ok": False, "code": clash.code, "message": message}, status=409)
    dimension = dossier.entry.round.table.dimension(clash.section.dimension)
    context = {
        "dossier": dossier,
        "section": clash.section,
        "dimension": dimension,
        "theirs": clash.section.narrative,
        "mine": clash.text,
        "blocks": diff_text(clash.section.narrative, clash.text),
        "message": clash.message,
    }
    return render(request, "work/clash.html", context, status=409)


@signed_in(page="section")
@require_POST
def section_checks(request, dossier_id, star):
    _dossier, section = section_or_404(request.user, dossier_id, star)
    answers = answers_typed(request.POST)
    return take_step(
        request,
        lambda: save_self_checks(actor=request.user, section_id=section.pk, answers=answers),
        back=star_url(dossier_id, star, "checks"),
        done=_("The self-check is saved."),
    )


@signed_in
@require_POST
def demand_answer(request, dossier_id, demand_id):
    dossier = draft_or_404(request.user, dossier_id)
    sent = Demand.objects.exclude(sent_with=None).select_related("section")
    demand = get_object_or_404(sent, section__dossier=dossier, pk=demand_id)
    return take_step(
        request,
        lambda: answer_demand(actor=request.user, demand_id=demand.pk, answer=request.POST.get("answer", "")),
        back=star_url(dossier_id, demand.section.dimension, "demands"),
        done=_("Your answer is saved. The township reads it after the secretary has submitted again."),
    )


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
