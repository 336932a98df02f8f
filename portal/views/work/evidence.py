"""Photos and documents of a star: added one by one or many at once, described, replaced, taken out."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from evidence.queries.workspace import open_stars
from evidence.services.files import add_evidence, remove_evidence, revise_evidence
from evidence.services.moving import move_evidence
from portal.forms.work import DescribeForm
from portal.views.common import refuse, signed_in, take_step, wants_json
from portal.views.typed import forget_typed, kept_fields
from portal.views.work.describing import described
from portal.views.work.finding import evidence_or_404, received, section_or_404, star_url
from stars.errors import BadInput, Refusal

NO_FILE = gettext_lazy("Choose at least one file first.")


@signed_in(page="dossier")
@require_POST
def evidence_add(request, dossier_id):
    """`files` into the star `star`. A script sends one file and gets {"ok", "id", "sha256", "name"} or
    {"ok": false, "message"} (422); a form gets a page that says for each file what became of it."""
    dossier, section = section_or_404(request.user, dossier_id, request.POST.get("star", ""))
    results = [store(request.user, section, file) for file in request.FILES.getlist("files")]
    if not results:
        return refuse(request, BadInput(NO_FILE), back=star_url(dossier_id, section.dimension, "evidence"))
    if wants_json(request):
        return JsonResponse(results[0], status=200 if results[0]["ok"] else 422)
    stored = sum(result["ok"] for result in results)
    context = {"results": results, "stored": stored, "section": section, "dossier": dossier}
    context["dimension"] = dossier.entry.round.table.dimension(section.dimension)
    return render(request, "work/uploaded.html", context)


def store(actor, section, file) -> dict:
    """One file through the gate; what the script and the page of results are told."""
    place = {"dossier_id": section.dossier_id, "section_id": section.pk}
    try:
        path, name = received(file)
        evidence = add_evidence(actor=actor, path=path, name=name, **place)
    except Refusal as refusal:
        return {"ok": False, "code": refusal.code, "name": file.name, "message": str(refusal.message)}
    sha256 = evidence.current.file.sha256
    return {"ok": True, "id": evidence.pk, "sha256": sha256, "name": evidence.current.original_name}


@signed_in(page="evidence_edit")
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_edit(request, dossier_id, evidence_id):
    evidence = evidence_or_404(request.user, dossier_id, evidence_id)
    typed = request.POST if request.method == "POST" else None
    form = DescribeForm(typed, instance=evidence, initial=kept_fields(request, request.path))
    if typed is not None and form.is_valid() and described(request.user, form):
        forget_typed(request)
        messages.success(request, _("The description is saved."))
        return redirect(after(evidence))
    context = {"evidence": evidence, "form": form, "dossier": evidence.dossier, "back": after(evidence)}
    context["stars"] = open_stars(request.user, evidence.dossier)
    return render(request, "work/evidence.html", context, status=422 if form.errors else 200)


def after(evidence) -> str:
    if evidence.section is None:
        return reverse("dossier", args=[evidence.dossier_id])
    return star_url(evidence.dossier_id, evidence.section.dimension, f"e{evidence.pk}")


@signed_in(page="evidence_edit")
@require_POST
def evidence_revise(request, dossier_id, evidence_id):
    evidence = evidence_or_404(request.user, dossier_id, evidence_id)

    def step():
        if "file" not in request.FILES:
            raise BadInput(NO_FILE)
        path, name = received(request.FILES["file"])
        revise_evidence(actor=request.user, evidence_id=evidence.pk, path=path, name=name)

    back = reverse("evidence_edit", args=[dossier_id, evidence.pk])
    return take_step(request, step, back=back, done=_("The new file is stored. The earlier one is kept."))


@signed_in(page="evidence_edit")
@require_POST
def evidence_move(request, dossier_id, evidence_id):
    evidence = evidence_or_404(request.user, dossier_id, evidence_id)
    star = request.POST.get("star", "")
    section = get_object_or_404(evidence.dossier.sections, dimension=star)
    return take_step(
        request,
        lambda: move_evidence(actor=request.user, evidence_id=evidence.pk, section_id=section.pk),
        back=star_url(dossier_id, star, f"e{evidence.pk}"),
        done=_("It stands under this star now."),
    )


@signed_in(page="evidence_edit")
@require_POST
def evidence_remove(request, dossier_id, evidence_id):
    evidence = evidence_or_404(request.user, dossier_id, evidence_id)
    return take_step(
        request,
        lambda: remove_evidence(actor=request.user, evidence_id=evidence.pk),
        back=after(evidence).split("#")[0] + "#evidence",
        done=_("Taken out. What was submitted earlier still has it."),
    )
