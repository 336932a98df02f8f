"""Postings and objections of a round of the five roles."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.views.common import signed_in, take_step
from portal.views.rating import postings_acting as acting
from portal.views.rating import postings_photos as photos
from portal.views.rating.finding import round_or_404
from portal.views.rating.postings_dismissing import dismiss_several
from portal.views.rating.postings_place import Place
from stars.access import can_open_rating, can_run_rating
from stars.errors import Refusal
from stars.models import Posting, Round
from stars.queries.holidays import years_not_entered
from stars.queries.notices import Notice
from stars.queries.objections import objection_inside
from stars.queries.posting_drafts import categories_with_posted_targets, mark_of
from stars.queries.postings_page import draft_of, posting_inside, postings_page
from stars.services.postings import start_posting, take_posting_down
from stars.services.receiving import enter_objection

KINDS = (Posting.Kind.TARGETS, Posting.Kind.RESULTS)


@signed_in
@require_safe
def postings(request, round_id: int):
    """What was posted, what can be posted, and what people say of it."""
    found = round_or_404(request.user, round_id)
    context = {
        "round": found,
        "page": postings_page(request.user, found),
        "may_post": can_open_rating(request.user, found.organiser),
        "may_note": can_run_rating(request.user, found.organiser),
    }
    return render(request, "rating/postings/postings.html", context)


def secretarys_round_or_404(user, round_id: int) -> Round:
    found = round_or_404(user, round_id)
    if not can_open_rating(user, found.organiser):
        raise Http404
    return found


@signed_in(page="posting_new")
@require_http_methods(["GET", "HEAD", "POST"])
def posting_new(request, round_id: int, kind: str):
    """Exactly what the public will read, before it does. `?category=` chooses one table of targets."""
    found = secretarys_round_or_404(request.user, round_id)
    if kind not in KINDS:
        raise Http404
    category = (request.POST if request.method == "POST" else request.GET).get("category", "")
    if request.method == "POST":
        return post(request, found, kind, category)
    back = reverse("postings", args=[round_id])
    try:
        draft = draft_of(found, kind, category)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
        return redirect(back)
    context = {
        "round": found,
        "notice": Notice(draft, timezone.localdate()),
        "category": category,
        "categories": categories_with_posted_targets(found) if kind == Posting.Kind.TARGETS else {},
        "mark": mark_of(draft),
        "not_entered": years_not_entered(draft.starts_on, draft.ends_on)
        if draft.unit == Posting.Unit.WORKING
        else [],
    }
    return render(request, "rating/postings/new.html", context)


def post(request, found: Round, kind: str, category: str):
    asked = {"round_id": found.pk, "kind": kind, "category": category, "seen": request.POST.get("seen", "")}
    return take_step(
        request,
        lambda: start_posting(actor=request.user, **asked),
        back=reverse("posting_new", args=[found.pk, kind]),
        on=reverse("postings", args=[found.pk]),
        done=_("It is posted. Print the sheet for the board now."),
    )


def place_or_404(request, round_id: int, **which) -> Place:
    """`which`: pk=… of the posting, or objections=… of an objection to it."""
    found = round_or_404(request.user, round_id)
    posting = posting_inside(found, **which)
    if posting is None:
        raise Http404
    secretary = can_open_rating(request.user, found.organiser)
    may = {"may_note": can_run_rating(request.user, found.organiser), "may_take_down": secretary}
    return Place("rating_", round_id, posting, request.user, **may, may_export=secretary)


@signed_in
@require_safe
def rating_posting(request, round_id: int, posting_id: int):
    return acting.show_posting(request, place_or_404(request, round_id, pk=posting_id))


@signed_in
@require_safe
def rating_posting_board(request, round_id: int, posting_id: int):
    return acting.show_board(request, place_or_404(request, round_id, pk=posting_id))


@signed_in(page="rating_posting")
@require_POST
def rating_posting_down(request, round_id: int, posting_id: int):
    place = place_or_404(request, round_id, pk=posting_id)
    reason = request.POST.get("reason", "")
    return take_step(
        request,
        lambda: take_posting_down(actor=request.user, posting_id=posting_id, reason=reason),
        back=place.page_url,
        on=place.list_url,
        done=_("The posting is down. Take the sheet off the board too."),
    )


@signed_in(page="rating_objection_enter")
@require_http_methods(["GET", "HEAD", "POST"])
def rating_objection_enter(request, round_id: int, posting_id: int):
    place = place_or_404(request, round_id, pk=posting_id)
    if not place.may_note:
        raise Http404
    about = {"actor": request.user, "posting_id": posting_id}
    return acting.enter(
        request,
        place,
        lambda channel, day, said: enter_objection(**about, channel=channel, received_on=day, said=said),
    )


@signed_in
@require_safe
def objection_register(request, round_id: int):
    """Of every posting of the round; the secretary's."""
    found = secretarys_round_or_404(request.user, round_id)
    rows = postings_page(request.user, found).objections
    return acting.export_register(request, f"{found.organiser.name}-{found.title}", rows)


def objection_or_404(request, round_id: int, objection_id: int):
    """Its place and itself, for those who may handle it."""
    place = place_or_404(request, round_id, objections=objection_id)
    return place, acting.readable_or_404(place, objection_inside(place.posting, objection_id))


@signed_in
@require_safe
def rating_objection(request, round_id: int, objection_id: int):
    return acting.show_objection(request, *objection_or_404(request, round_id, objection_id))


@signed_in(page="rating_objection")
@require_POST
def rating_objection_take(request, round_id: int, objection_id: int):
    return acting.take(request, *objection_or_404(request, round_id, objection_id))


@signed_in(page="rating_objection")
@require_POST
def rating_objection_decide(request, round_id: int, objection_id: int):
    return acting.decide(request, *objection_or_404(request, round_id, objection_id))


@signed_in(page="rating_objections_dismiss")
@require_http_methods(["GET", "HEAD", "POST"])
def rating_objections_dismiss(request, round_id: int, posting_id: int):
    return dismiss_several(request, place_or_404(request, round_id, pk=posting_id))


@signed_in(page="rating_posting")
@require_POST
def rating_board_photo_add(request, round_id: int, posting_id: int):
    return photos.add_photo(request, place_or_404(request, round_id, pk=posting_id))


@signed_in
@require_POST
def rating_board_photo_out(request, round_id: int, posting_id: int, file_id: int):
    return photos.take_photo_out(request, place_or_404(request, round_id, pk=posting_id), file_id)


@signed_in
@require_safe
def rating_board_photo(request, round_id: int, posting_id: int, file_id: int, variant: str):
    return photos.show_photo(place_or_404(request, round_id, pk=posting_id), file_id, variant)
