"""The approver signs exactly what is shown."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evidence.access import can_sign
from evidence.models import PublishedStar
from evidence.queries.current import current_sign_off
from evidence.queries.posting import star_posting
from evidence.queries.review import ReviewPage
from evidence.services.four_eyes import barred_because
from evidence.services.releasing import release_star
from evidence.services.signing import sign_off
from portal.forms.desk import SignForm
from portal.views.accounts import password_again
from portal.views.common import signed_in, take_step
from portal.views.desk.review import under_review
from portal.views.typed import forget_typed, keep_typed, kept_fields
from stars.errors import Refusal, Stale, WrongPassword, WrongState


def waiting_stars(page: ReviewPage) -> list[tuple[str, str]]:
    """Proposed stars whose text needs a second person's release."""
    found = (star.content.dimension for star in page.stars if star.key in page.proposal.stars)
    return [(dimension.key, dimension.title) for dimension in found if dimension.release == "second_person"]


@signed_in(page="sign")
def sign(request, dossier_id: int):
    page = under_review(request, dossier_id)
    if not can_sign(request.user, page.dossier):
        raise Http404
    if not page.to_be_signed:
        messages.info(request, nothing_to_sign(page))
        return redirect("review_dossier", dossier_id)
    form = sign_form(request, page)
    answer = decide(request, page, form) if request.method == "POST" and form.is_valid() else None
    return answer or render(
        request, "desk/sign.html", sign_context(request, page, form), status=422 if form.errors else 200
    )


def nothing_to_sign(page: ReviewPage) -> str:
    """Why: somebody has decided already, or nothing is proposed."""
    signed = current_sign_off(page.dossier)
    if signed is None:
        return _("There is no proposal to sign now.")
    told = {"name": signed.signer, "digest": signed.digest}
    return _("%(name)s has signed this off already. Reference: %(digest)s") % told


def sign_form(request, page: ReviewPage) -> SignForm:
    typed = kept_fields(request, request.path)
    initial = {"digest": page.proposal.digest, "note": typed.get("note", "")}
    return SignForm(request.POST or None, initial=initial, waiting=waiting_stars(page))


def sign_context(request, page: ReviewPage, form: SignForm) -> dict:
    dossier = page.dossier
    return {
        "page": page,
        "dossier": dossier,
        "form": form,
        # Said before the password is typed; the service refuses all the same.
        "barred": barred_because(request.user, dossier),
        "posting": star_posting(dossier, page.proposal),
        "typed_decline": kept_fields(request, reverse("decline", args=[dossier.pk])),
    }


def decide(request, page: ReviewPage, form: SignForm):
    """Where to go after the sign-off; None where the form says why it was refused."""
    if not password_again(request, form.cleaned_data["password"]):
        form.add_error("password", WrongPassword.message)
        return None
    try:
        done = sign_off(actor=request.user, dossier_id=page.dossier.pk, **form.cleaned_data)
    except (Stale, WrongState) as refusal:
        # The form holds the digest that was read: only the page, opened anew, shows what stands now.
        keep_typed(request)
        messages.error(request, str(refusal.message))
        return redirect("sign", page.dossier.pk)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return None
    forget_typed(request)
    messages.success(request, _("Signed off. Reference: %s") % done.digest)
    return redirect("review_dossier", page.dossier.pk)


@signed_in(page="review_section")
@require_POST
def release(request, dossier_id: int, star: str):
    page = under_review(request, dossier_id)
    if not PublishedStar.objects.filter(publication__dossier=page.dossier, dimension=star).exists():
        raise Http404
    return take_step(
        request,
        lambda: release_star(actor=request.user, dossier_id=dossier_id, dimension=star),
        back=reverse("review_dossier", args=[dossier_id]),
        done=_("Released. Text and pictures of this star are public now."),
    )
