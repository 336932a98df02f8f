"""The approver signs exactly what is shown."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evidence.access import can_sign
from evidence.models import PublishedStar
from evidence.queries.review import ReviewPage
from evidence.services.publishing import release_star
from evidence.services.signing import sign_off
from portal.forms.desk import SignForm
from portal.views.common import signed_in, take_step
from portal.views.desk.review import under_review
from stars.errors import Refusal


def waiting_stars(page: ReviewPage) -> list[tuple[str, str]]:
    """Proposed stars whose text needs a second person's release."""
    found = (star.content.dimension for star in page.stars if star.key in page.proposal.stars)
    return [(dimension.key, dimension.title) for dimension in found if dimension.release == "second_person"]


@signed_in(page="sign")
def sign(request, dossier_id: int):
    page = under_review(request, dossier_id)
    if not can_sign(request.user, page.dossier):
        raise Http404
    if page.proposal is None:
        messages.info(request, _("There is no proposal to sign now."))
        return redirect("review_dossier", dossier_id)
    form = SignForm(
        request.POST or None, initial={"digest": page.proposal.digest}, waiting=waiting_stars(page)
    )
    if request.method == "POST" and form.is_valid() and signed(request, page, form):
        return redirect("review_dossier", dossier_id)
    context = {"page": page, "dossier": page.dossier, "form": form}
    return render(request, "desk/sign.html", context, status=422 if form.errors else 200)


def signed(request, page: ReviewPage, form: SignForm) -> bool:
    """Whether the sign-off was taken; if not, the form says why and keeps what was typed."""
    try:
        done = sign_off(actor=request.user, dossier_id=page.dossier.pk, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return False
    messages.success(request, _("Signed off. Reference: %s") % done.digest)
    return True


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
