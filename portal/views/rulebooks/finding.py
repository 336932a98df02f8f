"""What the screens of rulebooks share: the rulebook by its address, or 404; the draft, or a word that it is gone."""

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.views.common import signed_in
from stars.access import administered_by, can_edit_rulebooks
from stars.models import Organisation, Rulebook, RulebookDraft, RulebookVersion
from stars.queries.rulebooks_pages import readable_rulebooks
from stars.services.rulebook_refusals import NoDraft


def rulebook_or_404(user, rulebook_id: int) -> Rulebook:
    """One that the user may read, with `newest`, `has_draft` and `editable`."""
    found = get_object_or_404(readable_rulebooks(user), pk=rulebook_id)
    found.editable = found.owner is not None and can_edit_rulebooks(user, found.owner)
    return found


def version_or_404(user, rulebook_id: int, number: int) -> RulebookVersion:
    rulebook = rulebook_or_404(user, rulebook_id)
    found = rulebook.versions.select_related("published_by")
    version = get_object_or_404(found, number=number)
    version.rulebook = rulebook
    return version


def own_rulebook_or_404(user, rulebook_id: int) -> Rulebook:
    """One that the user may edit."""
    found = rulebook_or_404(user, rulebook_id)
    if not found.editable:
        raise Http404
    return found


def place_or_404(user, code: str | None) -> Organisation:
    """The place that the user administers; of several the one with this code, or the first."""
    mine = administered_by(user)
    place = next((one for one in mine if code in (None, "", one.code)), None)
    if place is None:
        raise Http404
    return place


def on_draft(view=None, *, page: str = ""):
    """For addresses of a draft: the view gets the draft instead of the key; without one, the rulebook's page says so."""

    def decorate(inner):
        @signed_in(page=page)
        @wraps(inner)
        def door(request, rulebook_id, *args, **kwargs):
            rulebook = own_rulebook_or_404(request.user, rulebook_id)
            found = RulebookDraft.objects.select_related("base", "changed_by").filter(rulebook=rulebook)
            draft = found.first()
            if draft is None:
                messages.info(request, str(NoDraft.message))
                return redirect("rulebook", rulebook_id)
            draft.rulebook = rulebook
            return inner(request, draft, *args, **kwargs)

        return door

    return decorate(view) if view else decorate


def download(source: str, name: str) -> HttpResponse:
    """Exactly the bytes of the text, as a file."""
    answer = HttpResponse(source.encode(), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
