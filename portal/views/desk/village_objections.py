"""Objections to postings of the five roles that nobody in the village may answer: the township's reviewer does.

The screens are those of the village; of the round he sees nothing else.
"""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.views.common import signed_in
from portal.views.rating import postings_acting as acting
from portal.views.rating.postings_dismissing import dismiss_several
from portal.views.rating.postings_place import Place
from stars.access import townships_of
from stars.models import Objection, Posting
from stars.queries.arrivals import arrivals
from stars.queries.objections import objection_inside

RELATED = (
    "organisation__parent__parent",
    "round__assessment",
    "round__version__rulebook",
    "round__organiser",
)


@dataclass(frozen=True)
class VillagePlace(Place):
    """`key`: the round. The posting itself he reads as everybody does."""

    @property
    def crumbs(self) -> str:
        return "desk/village_crumbs.html"

    @property
    def page_url(self) -> str:
        return reverse("posting", args=[self.posting.pk])

    @property
    def list_url(self) -> str:
        return reverse("filings")

    @property
    def list_title(self) -> str:
        return _("Filings")


def place_or_404(request, round_id: int, **which) -> VillagePlace:
    """`which`: pk=… of the posting, or objections=… of an objection to it."""
    mine = [one.pk for one in townships_of(request.user)]
    found = Posting.objects.exclude(kind=Posting.Kind.STARS).filter(organisation__parent__in=mine)
    posting = found.filter(round=round_id, **which).select_related(*RELATED).first()
    if posting is None:
        raise Http404
    may = {"may_note": False, "may_take_down": False, "may_export": False}
    return VillagePlace("desk_village_", round_id, posting, request.user, **may)


def objection_or_404(request, round_id: int, objection_id: int) -> tuple[VillagePlace, Objection]:
    place = place_or_404(request, round_id, objections=objection_id)
    return place, acting.readable_or_404(place, objection_inside(place.posting, objection_id))


@signed_in
@require_safe
def village_objection(request, round_id: int, objection_id: int):
    return acting.show_objection(request, *objection_or_404(request, round_id, objection_id))


@signed_in(page="desk_village_objection")
@require_POST
def village_objection_take(request, round_id: int, objection_id: int):
    return acting.take(request, *objection_or_404(request, round_id, objection_id))


@signed_in(page="desk_village_objection")
@require_POST
def village_objection_decide(request, round_id: int, objection_id: int):
    return acting.decide(request, *objection_or_404(request, round_id, objection_id))


@signed_in(page="desk_village_objections_dismiss")
@require_http_methods(["GET", "HEAD", "POST"])
def village_objections_dismiss(request, round_id: int, posting_id: int):
    place = place_or_404(request, round_id, pk=posting_id)
    if not (arrivals(place.posting, place.handler) or request.method == "POST"):
        raise Http404
    return dismiss_several(request, place)
