"""The page of one star, with what was typed and not saved yet."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from evidence.intake.limits import LARGEST
from evidence.queries.workspace_section import section_page
from portal.forms.work import figure_forms
from portal.views.typed import kept_fields
from stars.models import SelfCheck


def section_answer(request, dossier, section, *, figures=None, status=200):
    """Render the page; `figures` is a bound formset whose errors are to be shown."""
    page = section_page(request.user, dossier, section, timezone.localdate())
    place = [dossier.pk, section.dimension]
    kept = kept_fields(request, reverse("section_text", args=place))
    checks = kept_fields(request, reverse("section_checks", args=place))
    context = {
        "page": page,
        "dossier": dossier,
        "section": section,
        "kept": "text" in kept,
        "text": kept.get("text", section.narrative),
        "text_revision": kept.get("text_revision", section.text_revision),
        "items": [item_row(row, checks) for row in page.items],
        "answers": SelfCheck.Answer.choices,
        "demands": [(d, demand_answer_kept(request, d)) for d in page.demands],
        "figures": figures
        or figure_forms(page.figures, kept_fields(request, reverse("figure_save", args=place))),
        "max_bytes": LARGEST,
    }
    return render(request, "work/section.html", context, status=status)


def item_row(row, kept: dict[str, str]) -> dict:
    key = row.item.key
    answer, note = kept.get(f"answer-{key}", row.value), kept.get(f"note-{key}", row.note)
    return {"item": row.item, "answer": answer, "note": note}


def demand_answer_kept(request, demand) -> str:
    action = reverse("demand_answer", args=[demand.section.dossier_id, demand.pk])
    return kept_fields(request, action).get("answer", demand.answer)
