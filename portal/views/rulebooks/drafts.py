"""A draft: what the linter says of it, its whole text, accepting, publishing, dropping."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.forms.rulebooks import WholeTextForm
from portal.forms.work import whole
from portal.views.common import refuse, take_step
from portal.views.rulebooks.finding import download, on_draft
from portal.views.rulebooks.findings import finding_groups
from portal.views.typed import forget_typed, kept_fields, kept_values
from stars.change_words import told_changes
from stars.errors import Refusal, Stale
from stars.rules.changes import book_changes
from stars.services.rulebook_beginning import drop_draft
from stars.services.rulebook_drafts import accept_findings, save_draft, take_back
from stars.services.rulebook_publishing import publish_draft


@on_draft
@require_safe
def draft(request, draft):
    """Errors and warnings first; then the parts of the book; publishing when nothing stands in its way."""
    accepting = reverse("draft_accept", args=[draft.rulebook_id])
    context = {
        "draft": draft,
        "rulebook": draft.rulebook,
        "book": draft.book,
        "groups": finding_groups(draft.book, draft.accepted, draft.rulebook_id),
        "changes": told_changes(book_changes(draft.base.book, draft.book)) if draft.base else [],
        "kept": kept_fields(request, accepting),
        "ticked": kept_values(request, accepting, "findings"),
    }
    return render(request, "rulebooks/draft.html", context)


@on_draft
@require_safe
def draft_export(request, draft):
    return download(draft.source, f"{draft.rulebook.key}-draft")


@on_draft(page="draft_text")
def draft_text(request, draft):
    """The whole text at once: for what has no form of its own."""
    if request.method == "POST":
        form = WholeTextForm(request.POST, request.FILES, kept=draft.source)
        if form.is_valid() and saved_text(request, draft, form):
            forget_typed(request)
            messages.success(request, _("The text is saved. Look at what the linter says now."))
            return redirect("draft", draft.rulebook_id)
    else:
        kept = kept_fields(request, request.path)
        initial = {"text": draft.source, "version": draft.version} | kept
        form = WholeTextForm(initial=initial, kept=draft.source)
    context = {"form": form, "draft": draft, "rulebook": draft.rulebook}
    return render(request, "rulebooks/text.html", context, status=422 if form.errors else 200)


def saved_text(request, draft, form: WholeTextForm) -> bool:
    told = {"rulebook_id": draft.rulebook_id, "version": form.cleaned_data["version"]}
    not_saved = _(
        "What you typed stands here and is not saved yet; if you save again, it takes the place of theirs."
    )
    try:
        save_draft(actor=request.user, source=form.source, place="text", name=form.source_name, **told)
    except Stale as refusal:
        form.data = form.data.copy()
        form.data["version"] = draft.version  # told once; who saves again means it
        form.add_error("text", f"{refusal.message} {not_saved}")
    except Refusal as refusal:
        form.add_error("text", str(refusal.message))
    else:
        return True
    return False


@require_POST
@on_draft(page="draft")
def draft_accept(request, draft):
    told = {"findings": request.POST.getlist("findings"), "reason": request.POST.get("reason", "")}
    return take_step(
        request,
        lambda: accept_findings(actor=request.user, rulebook_id=draft.rulebook_id, **told),
        back=reverse("draft", args=[draft.rulebook_id]) + "#warnings",
        done=_("Accepted. The reason is kept with the version."),
    )


@require_POST
@on_draft(page="draft")
def draft_take_back(request, draft):
    told = {"rulebook_id": draft.rulebook_id, "finding": request.POST.get("finding", "")}
    return take_step(
        request,
        lambda: take_back(actor=request.user, **told),
        back=reverse("draft", args=[draft.rulebook_id]) + "#warnings",
        done=_("The warning stands again."),
    )


@require_POST
@on_draft(page="draft")
def draft_publish(request, draft):
    version = whole(request.POST.get("version"))
    try:
        made = publish_draft(actor=request.user, rulebook_id=draft.rulebook_id, version=version)
    except Refusal as refusal:
        return refuse(request, refusal, back=reverse("draft", args=[draft.rulebook_id]))
    messages.success(
        request, _("Version %d is published. New rounds use it; it never changes.") % made.number
    )
    return redirect("rulebook_version", draft.rulebook_id, made.number)


@require_POST
@on_draft(page="draft")
def draft_drop(request, draft):
    told = {"rulebook_id": draft.rulebook_id, "version": whole(request.POST.get("version"))}
    return take_step(
        request,
        lambda: drop_draft(actor=request.user, **told),
        back=reverse("draft", args=[draft.rulebook_id]),
        on=reverse("rulebooks"),
        done=_("The draft is dropped. Its history stays."),
    )
