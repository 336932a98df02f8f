"""The page of one star, with what was typed and not saved yet."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from evidence.intake.limits import LARGEST
from evidence.queries.workspace_section import section_page
from portal.forms.work import check_mark, figure_forms, text_mark
from portal.views.typed import kept_fields
from stars.models import SelfCheck


def section_answer(request, dossier, section, *, figures=None, status=200):
    """Render the page; `figures` is a bound formset whose errors are to be shown."""
    page = section_page(request.user, dossier, section, timezone.localdate())
    place = [dossier.pk, section.dimension]
    kept = kept_fields(request, reverse("section_save", args=place))
    context = {
        "page": page,
        "dossier": dossier,
        "section": section,
        "kept": "text" in kept,
        "text": kept.get("text", section.narrative),
        "text_revision": kept.get("text_revision", section.text_revision),
        "text_was": text_mark(section.narrative),
        "just_saved": request.GET.get("saved") == "1",
        "items": [item_row(row, kept) for row in page.items],
        "answers": SelfCheck.Answer.choices,
        "demands": [
            (d, kept.get(f"demand-{d.pk}", d.answer), text_mark(d.answer or "")) for d in page.demands
        ],
        "figures": figures or figure_forms(page.figures, kept),
        "max_bytes": LARGEST,
    }
    return render(request, "work/section.html", context, status=status)


def item_row(row, kept: dict[str, str]) -> dict:
    key = row.item.key
    answer, note = kept.get(f"answer-{key}", row.value), kept.get(f"note-{key}", row.note)
    return {"item": row.item, "answer": answer, "note": note, "was": check_mark(row.value, row.note)}
