"""The list of rulebooks; the shipped ones; a text that is brought in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.forms.rulebooks import BookTextForm
from portal.views.common import refuse, signed_in
from portal.views.rulebooks.book_pages import book_pages
from portal.views.rulebooks.finding import download, place_or_404
from portal.views.rulebooks.findings import finding_groups
from portal.views.typed import forget_typed, kept_fields
from stars.access import administered_by, can_switch_grounds
from stars.errors import Refusal
from stars.models.rulebooks import book_of
from stars.queries.rulebooks_pages import reads_rulebooks, shelves, shipped_books
from stars.rules.loader import available_books, book_digest, book_source
from stars.services.rulebook_beginning import import_book, take_over


@signed_in
@require_safe
def rulebooks(request):
    """Own ones first, then what else applies; administrators also see what comes with the product."""
    if not reads_rulebooks(request.user):
        raise Http404
    own, others = shelves(request.user)
    context = {
        "own": own,
        "others": others,
        "shipped": shipped_books() if own else [],
        "counties": [one for one in administered_by(request.user) if can_switch_grounds(request.user, one)],
    }
    return render(request, "rulebooks/rulebooks.html", context)


def shipped_or_404(user, key: str) -> str:
    """The text of a shipped book, for administrators."""
    if not administered_by(user) or key not in available_books():
        raise Http404
    return book_source(key)


@signed_in
@require_safe
def rulebook_shipped(request, key):
    source = shipped_or_404(request.user, key)
    book = book_of(source)
    context = {
        "key": key,
        "book": book,
        "pages": book_pages(book),
        "digest": book_digest(source),
        "groups": finding_groups(book, []),
        "places": administered_by(request.user),
    }
    return render(request, "rulebooks/shipped.html", context)


@signed_in
@require_safe
def rulebook_shipped_export(request, key):
    return download(shipped_or_404(request.user, key), key)


@signed_in(page="rulebook_shipped")
@require_POST
def rulebook_take_over(request, key):
    shipped_or_404(request.user, key)
    place = place_or_404(request.user, request.POST.get("owner"))
    try:
        draft = take_over(actor=request.user, owner=place, key=key)
    except Refusal as refusal:
        return refuse(request, refusal, back=reverse("rulebook_shipped", args=[key]))
    done = _("The draft is yours now, with exactly the shipped text. Look at what the linter says.")
    messages.success(request, done)
    return redirect("draft", draft.rulebook_id)


@signed_in(page="rulebook_import")
def rulebook_import(request):
    """Paste a text or choose a file; what is no rulebook is refused with its line, and stays in the field."""
    place = place_or_404(request.user, request.GET.get("owner") or request.POST.get("owner"))
    if request.method == "POST":
        form = BookTextForm(request.POST, request.FILES)
        if form.is_valid() and (draft := imported(request.user, place, form)):
            forget_typed(request)
            return redirect("draft", draft.rulebook_id)
    else:
        form = BookTextForm(initial=kept_fields(request, request.path))
    context = {"form": form, "place": place, "places": administered_by(request.user)}
    return render(request, "rulebooks/import.html", context, status=422 if form.errors else 200)


def imported(user, place, form: BookTextForm):
    try:
        return import_book(actor=user, owner=place, source=form.source, name=form.source_name)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return None
