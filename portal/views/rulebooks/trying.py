"""A draft or a version tried on the scores of an earlier round: who would move, which share would not hold."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.forms.work import whole
from portal.views.common import signed_in
from portal.views.rulebooks.finding import on_draft, version_or_404
from stars.access import can_open_rating
from stars.queries.rulebooks_trying import rounds_to_try, trials
from stars.rules.book import Book
from stars.rules.lint import errors


@on_draft
@require_safe
def draft_dry_run(request, draft):
    back = reverse("draft", args=[draft.rulebook_id])
    return trying_page(request, draft.book, back=back, rulebook=draft.rulebook, draft=draft)


@signed_in
@require_safe
def version_dry_run(request, rulebook_id, number):
    version = version_or_404(request.user, rulebook_id, number)
    back = reverse("rulebook_version", args=[rulebook_id, number])
    return trying_page(request, version.book, back=back, rulebook=version.rulebook, version=version)


def trying_page(request, book: Book, **more):
    """`?round=` chooses; a text with errors is not tried."""
    faulty = bool(errors(book))
    rounds = [] if faulty else rounds_to_try(request.user, book)
    chosen = next((one for one in rounds if one.pk == whole(request.GET.get("round"))), None)
    if request.GET.get("round") and chosen is None and not faulty:
        raise Http404
    context = {
        "book": book,
        "faulty": faulty,
        "rounds": rounds,
        "chosen": chosen,
        "trials": trials(request.user, chosen, book) if chosen else [],
        "with_names": chosen is not None and can_open_rating(request.user, chosen.organiser),
    }
    return render(request, "rulebooks/trying.html", context | more)
