"""Reading and judging a submitted dossier."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evidence.access import can_review, can_sign
from evidence.models import Demand, Proposal, Verdict
from evidence.queries.posting import star_posting
from evidence.queries.review import review_page, unreleased
from evidence.services.reviewing import drop_demand, judge_section, make_demand, send_return
from evidence.services.signing import decline_proposal, propose_stars
from portal.forms.work import whole
from portal.views.common import dossier_or_404, signed_in, take_step
from portal.views.desk.phrases import DEMANDS
from portal.views.typed import kept_fields, kept_values
from stars.access import can_audit
from stars.errors import BadInput


def under_review(request, dossier_id: int):
    """The review of a dossier of own township or county; the village itself reads its history instead."""
    dossier = dossier_or_404(request.user, dossier_id)
    village = dossier.village
    readers = (
        can_review(request.user, dossier),
        can_sign(request.user, dossier),
        can_audit(request.user, village),
    )
    page = review_page(dossier) if any(readers) else None
    if page is None:
        raise Http404
    return page


def version_of(request) -> int:
    return whole(request.POST.get("version"))


@signed_in
def review_dossier(request, dossier_id: int):
    page = under_review(request, dossier_id)
    context = {
        "page": page,
        "dossier": page.dossier,
        "can_review": can_review(request.user, page.dossier),
        "can_sign": can_sign(request.user, page.dossier),
        "unreleased": unreleased(page.dossier),
        "posting": star_posting(page.dossier, page.proposal),
        "typed": kept_fields(request, reverse("propose", args=[dossier_id])),
        "typed_return": kept_fields(request, reverse("return_send", args=[dossier_id])),
    }
    return render(request, "desk/review_dossier.html", context)


def star_under_review(request, dossier_id: int, star: str):
    page = under_review(request, dossier_id)
    found = page.star(star)
    if found is None:
        raise Http404
    return page, found


@signed_in
def review_section(request, dossier_id: int, star: str):
    page, found = star_under_review(request, dossier_id, star)
    action = reverse("judge", args=[dossier_id, star])
    context = {
        "page": page,
        "dossier": page.dossier,
        "review": found,
        "star": found.content,
        "judging": page.open and can_review(request.user, page.dossier),
        "following": page.after(star),
        "doubts": [doubt for doubt in page.doubts if doubt.dimension == star],
        "phrases": DEMANDS,
        "typed": kept_fields(request, action),
        "ticked": kept_values(request, action, "demands"),
    }
    return render(request, "desk/review_section.html", context)


@signed_in
def changes(request, dossier_id: int):
    page = under_review(request, dossier_id)
    return render(request, "desk/changes.html", {"page": page, "dossier": page.dossier})


def give_verdict(request, section_id: int) -> None:
    outcome = request.POST.get("outcome", "")
    if outcome not in Verdict.Outcome.values:
        raise BadInput(_("Choose one: meets, falls short, or mark for return."))
    demands = tuple(request.POST.getlist("demands"))
    told = {"note": request.POST.get("note", ""), "read": request.POST.get("read")}
    judge_section(actor=request.user, section_id=section_id, outcome=outcome, demands=demands, **told)


@signed_in(page="review_section")
@require_POST
def judge(request, dossier_id: int, star: str):
    """On to the next star without a verdict; after the last one to the dossier."""
    page, found = star_under_review(request, dossier_id, star)
    following = page.after(star)
    name, place = ("review_section", [following.key]) if following else ("review_dossier", [])
    return take_step(
        request,
        lambda: give_verdict(request, found.section.pk),
        back=reverse("review_section", args=[dossier_id, star]),
        done=_("%(star)s: the verdict is saved.") % {"star": found.content.dimension.title},
        on=reverse(name, args=[dossier_id, *place]),
    )


@signed_in(page="review_section")
@require_POST
def demand_make(request, dossier_id: int, star: str):
    found = star_under_review(request, dossier_id, star)[1]
    return take_step(
        request,
        lambda: make_demand(
            actor=request.user, section_id=found.section.pk, text=request.POST.get("text", "")
        ),
        back=reverse("review_section", args=[dossier_id, star]) + "#demands",
        done=_("The demand is noted. It goes to the village with the return."),
    )


@signed_in
@require_POST
def demand_drop(request, dossier_id: int, demand_id: int):
    page = under_review(request, dossier_id)
    demand = get_object_or_404(
        Demand.objects.select_related("section"), pk=demand_id, section__dossier=page.dossier
    )
    return take_step(
        request,
        lambda: drop_demand(actor=request.user, demand_id=demand.pk),
        back=reverse("review_section", args=[dossier_id, demand.section.dimension]) + "#demands",
        done=_("The demand is dropped."),
    )


@signed_in(page="review_dossier")
@require_POST
def return_send(request, dossier_id: int):
    under_review(request, dossier_id)
    asked = {"version": version_of(request), "note": request.POST.get("note", "")}
    return take_step(
        request,
        lambda: send_return(actor=request.user, dossier_id=dossier_id, **asked),
        back=reverse("review_dossier", args=[dossier_id]),
        done=_("Returned. The village sees every demand now."),
    )


@signed_in(page="review_dossier")
@require_POST
def propose(request, dossier_id: int):
    under_review(request, dossier_id)
    asked = {"stars": request.POST.getlist("stars"), "note": request.POST.get("note", "")}
    return take_step(
        request,
        lambda: propose_stars(
            actor=request.user, dossier_id=dossier_id, version=version_of(request), **asked
        ),
        back=reverse("review_dossier", args=[dossier_id]),
        done=_("Proposed. Another person signs it off."),
    )


@signed_in(page="sign")
@require_POST
def decline(request, dossier_id: int):
    """The proposal that was read goes back; a newer one is never declined unread."""
    page = under_review(request, dossier_id)
    read = get_object_or_404(
        Proposal, pk=whole(request.POST.get("proposal")), submission__dossier=page.dossier
    )
    reason = request.POST.get("reason", "")
    return take_step(
        request,
        lambda: decline_proposal(actor=request.user, proposal_id=read.pk, reason=reason),
        back=reverse("sign", args=[dossier_id]),
        done=_("Sent back to the reviewer."),
    )
