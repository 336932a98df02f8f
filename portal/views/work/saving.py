"""One form a star: text, self-check, figures and answers to the township are saved together.

Each part is a step of its own: what can be saved is saved, what was refused stays typed on the page with its reason.
What the user did not change here is left alone, so that an old page in a second tab overwrites nothing.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evidence.errors import EditedMeanwhile, FigureNotNumber
from evidence.services.answers import answer_demand
from evidence.services.figure_table import save_figures
from evidence.services.sections import save_narrative, save_self_checks
from evidence.text.diff import diff_text
from portal.forms.work import FigureFormSet, answers_changed, demands_answered, text_mark, whole
from portal.views.common import refuse, signed_in, wants_json
from portal.views.typed import keep_parts
from portal.views.work.finding import section_or_404, star_url
from portal.views.work.section_page import section_answer
from stars.errors import Refusal

FIELDS = {
    "demands": ("demand-",),
    "checks": ("answer-", "note-", "was-"),
    "figures": ("figures-",),
    "text": ("text",),
}
Refused = dict[str, Refusal]


@signed_in(page="section")
@require_POST
def section_save(request, dossier_id, star):
    """The form of the page, and its autosave, which sends the text alone and gets
    {"ok", "text_revision", "text_was", "saved_at"}; a clash of texts shows both (409)."""
    dossier, section = section_or_404(request.user, dossier_id, star)
    figures = figures_typed(request)
    refused = take_steps(steps(request, section, figures))
    keep_refused(request, refused)
    if isinstance(refused.get("text"), EditedMeanwhile):
        clash = refused.pop("text")
        tell(request, refused)
        return text_clash(request, dossier, clash)
    if wants_json(request):
        return autosaved(request, section, refused)
    if figures is not None and not figures.is_valid():
        _dossier, section = section_or_404(request.user, dossier_id, star)
        return section_answer(request, dossier, section, figures=figures, status=422)
    return told(request, refused, back=star_url(dossier_id, star))


def figures_typed(request):
    """The rows of the table of figures; None where the form has none (autosave, a page of one part)."""
    if "figures-TOTAL_FORMS" not in request.POST:
        return None
    return FigureFormSet(request.POST, prefix="figures")


def steps(request, section, figures) -> dict[str, Callable]:
    """Part → what saves it, for the parts that this form has and the user changed."""
    actor, typed, found = request.user, request.POST, {}
    answers, checks = demands_answered(typed, section), answers_changed(typed)
    if answers:
        found["demands"] = lambda: [
            answer_demand(actor=actor, demand_id=key, answer=words) for key, words in answers.items()
        ]
    if checks:
        found["checks"] = lambda: save_self_checks(actor=actor, section_id=section.pk, answers=checks)
    if figures is not None:
        found["figures"] = lambda: save_table(actor, section, figures)
    if "text" in typed and typed.get("text_was") != text_mark(typed["text"]):
        revision = whole(typed.get("text_revision"))
        found["text"] = lambda: save_narrative(
            actor=actor, section_id=section.pk, text=typed["text"], text_revision=revision
        )
    return found


def take_steps(wanted: dict[str, Callable]) -> Refused:
    refused: Refused = {}
    for part, step in wanted.items():
        try:
            step()
        except Refusal as refusal:
            refused[part] = refusal
    return refused


def save_table(actor, section, figures) -> None:
    if not figures.is_valid():
        raise FigureNotNumber
    rows = [form.cleaned_data for form in figures if form.is_wanted]
    save_figures(actor=actor, section_id=section.pk, rows=rows)


def keep_refused(request, refused: Refused) -> None:
    """Of what was typed only the refused parts stay: the others are in the database now."""
    sent = [prefix for prefixes in FIELDS.values() for prefix in prefixes]
    here = tuple(prefix for prefix in sent if any(name.startswith(prefix) for name in request.POST))
    kept = tuple(prefix for part in refused for prefix in FIELDS[part])
    keep_parts(request, here, kept)


def told(request, refused: Refused, *, back: str):
    if not refused:
        messages.success(request, _("Saved."))
        return redirect(back + "?saved=1")
    tell(request, refused)
    part = next(iter(refused))
    return redirect(f"{back}#{'narrative' if part == 'text' else part}")


def tell(request, refused: Refused) -> None:
    for refusal in refused.values():
        messages.error(request, str(refusal.message))


def autosaved(request, section, refused: Refused):
    if refused:
        return refuse(request, refused["text"])
    section.refresh_from_db()
    at = time_format(timezone.localtime(section.text_saved_at), "H:i") if section.text_saved_at else ""
    mark = text_mark(section.narrative)
    told = {"text_revision": section.text_revision, "text_was": mark, "saved_at": at}
    return JsonResponse({"ok": True, **told})


def text_clash(request, dossier, clash: EditedMeanwhile):
    """Both texts and a way to choose; the second one stays in the session until one is chosen."""
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
