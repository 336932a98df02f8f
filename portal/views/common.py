"""What every signed-in screen needs: the door, the dossier or 404, and answers to refused steps.

    @signed_in                      # GET pages
    @signed_in(page="section")      # POST: after sign-in goes to `section` with the same URL arguments
    def view(request, dossier_id): ...

    dossier = dossier_or_404(request.user, dossier_id)
    return take_step(request, lambda: judge_section(...), back=reverse(...), done=_("Saved."))

After a refusal or an ended session the page reads what was typed with `kept_fields(request, action)`
(portal/views/typed.py); `take_step` forgets it once the step succeeded.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from evidence.access import can_read_draft, can_read_submissions, visible_dossiers
from evidence.models import Dossier
from portal.forms.accounts import SignInForm
from portal.middleware import is_signed_in_space
from portal.views.typed import forget_typed, keep_typed, pack_typed, shown_texts, typed_fields
from stars.errors import Refusal

RELATED = ("entry__round__version", "entry__subject", "village__parent__parent", "township")


def wants_json(request) -> bool:
    """Scripts ask with `Accept: application/json`; forms do not."""
    return "application/json" in request.headers.get("Accept", "")


def signed_in(view: Callable | None = None, *, page: str = ""):
    """Only for people who are signed in: pages lead to sign-in and back; scripts get 401
    {"ok": false, "message"}; a form that arrives after the session ended is carried through sign-in."""

    def decorate(inner):
        @wraps(inner)
        def door(request, *args, **kwargs):
            if request.user.is_authenticated:
                if request.user.must_change_password:
                    return own_password_first(request)
                return inner(request, *args, **kwargs)
            return signed_out(request, reverse(page, kwargs=kwargs) if page else "")

        return door

    return decorate(view) if view else decorate


def signed_out(request, page: str = ""):
    if wants_json(request):
        message = _("You were signed out. Sign in again; what you typed is still on this page.")
        return JsonResponse({"ok": False, "code": "signed_out", "message": message}, status=401)
    if request.method == "POST":
        return sign_in_with_typed(request, page or came_from(request))
    return redirect(f"{reverse('sign_in')}?{urlencode({'next': request.get_full_path()})}")


def own_password_first(request):
    """A password that somebody else knows opens nothing but the page that changes it."""
    if wants_json(request):
        message = _("Choose a password of your own first.")
        return JsonResponse({"ok": False, "code": "change_password", "message": message}, status=403)
    return redirect("change_password")


def came_from(request) -> str:
    """The page of ours that held the form."""
    origin = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(origin, {request.get_host()}, require_https=False)
    path = urlsplit(origin).path if ours else ""
    return path if is_signed_in_space(path) else reverse("work")


def sign_in_with_typed(request, page: str):
    """The sign-in page that holds what was typed and gives it back afterwards (status 401)."""
    fields = typed_fields(request)
    context = {
        "form": SignInForm(request),
        "next": page,
        "kept": pack_typed(request) if fields else "",
        "kept_texts": shown_texts(fields),
    }
    return render(request, "accounts/sign_in.html", context, status=401)


def dossier_or_404(user, dossier_id: int) -> Dossier:
    """The dossier with entry, round, rulebook, village and township; 404 if it is not his business."""
    dossier = visible_dossiers(user).select_related(*RELATED).filter(pk=dossier_id).first()
    if dossier is None:
        raise Http404
    return dossier


def draft_or_404(user, dossier_id: int) -> Dossier:
    """As dossier_or_404, for the village's own screens."""
    dossier = dossier_or_404(user, dossier_id)
    if not can_read_draft(user, dossier):
        raise Http404
    return dossier


def submitted_or_404(user, dossier_id: int) -> Dossier:
    """As dossier_or_404, for those who may read what was submitted."""
    dossier = dossier_or_404(user, dossier_id)
    if not can_read_submissions(user, dossier):
        raise Http404
    return dossier


def refuse(request, refusal: Refusal, *, back: str = ""):
    """Say why: JSON 422 {"ok": false, "code", "message"} for scripts; else `back` with the message on top
    and what was typed kept for the form."""
    if wants_json(request):
        return JsonResponse({"ok": False, "code": refusal.code, "message": str(refusal.message)}, status=422)
    keep_typed(request)
    messages.error(request, str(refusal.message))
    return HttpResponseRedirect(back or came_from(request))


def take_step(request, step: Callable, *, back: str = "", done: str = "", on: str = ""):
    """Call the service `step()` (no arguments), then go `on` or `back` saying `done`; or `back`, saying why it was
    refused."""
    try:
        step()
    except Refusal as refusal:
        return refuse(request, refusal, back=back)
    forget_typed(request)
    if wants_json(request):
        return JsonResponse({"ok": True, "message": done})
    if done:
        messages.success(request, done)
    return HttpResponseRedirect(on or back or came_from(request))
