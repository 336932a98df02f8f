"""The posting of proposed stars and the objections to it, at the township's desk."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evidence.access import belongs_to_village, can_review, can_sign
from evidence.queries.posting import star_objections, star_posting, star_postings
from evidence.services.posting import enter_star_objection, post_proposal, take_star_posting_down
from portal.views.common import signed_in, take_step
from portal.views.desk.review import under_review
from portal.views.rating import postings_acting as acting
from portal.views.rating import postings_photos as photos
from portal.views.rating.postings_dismissing import dismiss_several
from portal.views.rating.postings_place import Place
from stars.queries.objections import objection_inside


def handles(user, dossier) -> bool:
    by_post = can_review(user, dossier) or can_sign(user, dossier)
    return by_post and not belongs_to_village(user, dossier)


@signed_in
@require_safe
def desk_postings(request, dossier_id: int):
    """How the posting of this dossier stands, and what people say of it."""
    page = under_review(request, dossier_id)
    notices = star_postings(page.dossier)
    context = {
        "page": page,
        "dossier": page.dossier,
        "posting": star_posting(page.dossier, page.proposal),
        "notices": notices,
        "objections": star_objections(request.user, notices),
        "handles": handles(request.user, page.dossier),
        "can_sign": can_sign(request.user, page.dossier),
        "days": page.dossier.entry.round.table.posting_days,
    }
    return render(request, "desk/postings.html", context)


@signed_in(page="desk_postings")
@require_POST
def desk_posting_up(request, dossier_id: int):
    under_review(request, dossier_id)
    digest = request.POST.get("digest", "")
    return take_step(
        request,
        lambda: post_proposal(actor=request.user, dossier_id=dossier_id, digest=digest),
        back=reverse("desk_postings", args=[dossier_id]),
        done=_("It is posted. Print the sheet for the board now."),
    )


def place_or_404(request, dossier_id: int, **which) -> Place:
    """`which`: pk=… of the posting, or objections=… of an objection to it."""
    dossier = under_review(request, dossier_id).dossier
    notices = star_postings(dossier, **which)
    if not notices:
        raise Http404
    handling = handles(request.user, dossier)
    may = {"may_note": handling, "may_take_down": handling and can_sign(request.user, dossier)}
    return Place("desk_", dossier_id, notices[0].posting, request.user, **may, may_export=handling)


@signed_in
@require_safe
def desk_posting(request, dossier_id: int, posting_id: int):
    return acting.show_posting(request, place_or_404(request, dossier_id, pk=posting_id))


@signed_in
@require_safe
def desk_posting_board(request, dossier_id: int, posting_id: int):
    return acting.show_board(request, place_or_404(request, dossier_id, pk=posting_id))


@signed_in(page="desk_posting")
@require_POST
def desk_posting_down(request, dossier_id: int, posting_id: int):
    place = place_or_404(request, dossier_id, pk=posting_id)
    given = {"dossier_id": dossier_id, "posting_id": posting_id, "reason": request.POST.get("reason", "")}
    return take_step(
        request,
        lambda: take_star_posting_down(actor=request.user, **given),
        back=place.page_url,
        on=place.list_url,
        done=_("The posting is down. Take the sheet off the board too."),
    )


@signed_in(page="desk_objection_enter")
@require_http_methods(["GET", "HEAD", "POST"])
def desk_objection_enter(request, dossier_id: int, posting_id: int):
    place = place_or_404(request, dossier_id, pk=posting_id)
    if not place.may_note:
        raise Http404
    about = {"actor": request.user, "dossier_id": dossier_id, "posting_id": posting_id}
    return acting.enter(
        request,
        place,
        lambda channel, day, said: enter_star_objection(**about, channel=channel, received_on=day, said=said),
    )


@signed_in
@require_safe
def desk_objection_register(request, dossier_id: int):
    dossier = under_review(request, dossier_id).dossier
    if not handles(request.user, dossier):
        raise Http404
    rows = star_objections(request.user, star_postings(dossier))
    return acting.export_register(request, f"{dossier.village.name}-{dossier.entry.round.title}", rows)


def objection_or_404(request, dossier_id: int, objection_id: int):
    place = place_or_404(request, dossier_id, objections=objection_id)
    return place, acting.readable_or_404(place, objection_inside(place.posting, objection_id))


@signed_in
@require_safe
def desk_objection(request, dossier_id: int, objection_id: int):
    return acting.show_objection(request, *objection_or_404(request, dossier_id, objection_id))


@signed_in(page="desk_objection")
@require_POST
def desk_objection_take(request, dossier_id: int, objection_id: int):
    return acting.take(request, *objection_or_404(request, dossier_id, objection_id))


@signed_in(page="desk_objection")
@require_POST
def desk_objection_decide(request, dossier_id: int, objection_id: int):
    return acting.decide(request, *objection_or_404(request, dossier_id, objection_id))


@signed_in(page="desk_objections_dismiss")
@require_http_methods(["GET", "HEAD", "POST"])
def desk_objections_dismiss(request, dossier_id: int, posting_id: int):
    return dismiss_several(request, place_or_404(request, dossier_id, pk=posting_id))


@signed_in(page="desk_posting")
@require_POST
def desk_board_photo_add(request, dossier_id: int, posting_id: int):
    return photos.add_photo(request, place_or_404(request, dossier_id, pk=posting_id))


@signed_in
@require_POST
def desk_board_photo_out(request, dossier_id: int, posting_id: int, file_id: int):
    return photos.take_photo_out(request, place_or_404(request, dossier_id, pk=posting_id), file_id)


@signed_in
@require_safe
def desk_board_photo(request, dossier_id: int, posting_id: int, file_id: int, variant: str):
    return photos.show_photo(place_or_404(request, dossier_id, pk=posting_id), file_id, variant)
