"""Who is not rated under a ground: for those who decide, and for nobody else."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.forms.rating_slips import ExclusionForm
from portal.views.common import signed_in, take_step
from portal.views.rating.finding import round_or_404
from portal.views.typed import kept_fields
from stars.access import can_open_rating, can_run_rating
from stars.errors import Refusal
from stars.models import Entry, Exclusion, Round
from stars.queries.entries import BY_SUBJECT
from stars.queries.exclusions import exclusions_of, ground_text, has_grounds, usable_grounds
from stars.queries.subjects import village_people
from stars.services.exclusion_objections import answer_exclusion
from stars.services.exclusions import (
    STATES,
    confirm_exclusion,
    decline_exclusion,
    lift_exclusion,
    propose_exclusion,
)


@signed_in
@require_safe
def exclusions(request, round_id):
    """The grounds and which of them are in force; below, what this person decides himself, what waits for him first."""
    found = round_or_404(request.user, round_id)
    mine = [shown(request, found, one) for one in exclusions_of(request.user, found)]
    mine.sort(key=lambda one: not (one["mine_waits"] or one["objection"]))
    if not (mine or can_run_rating(request.user, found.organiser)):
        raise Http404
    grounds = usable_grounds(found)
    context = {"round": found, "mine": mine, "grounds": grounds, "named": has_grounds(found)}
    context["open"] = found.assessment.state in STATES
    context["may"] = can_open_rating(request.user, found.organiser) and grounds and context["open"]
    return render(request, "rating/exclusions/list.html", context)


def shown(request, found: Round, one: Exclusion) -> dict:
    """`waits`: who has still to confirm; `mine_waits`: this person has; `objection`: the one without an answer."""
    kept = kept_fields(request, reverse("exclusion_answer", args=[found.pk, one.pk]))
    waits = [voice.user for voice in one.voices.all() if not voice.confirmed]
    return {
        "exclusion": one,
        "ground": ground_text(found, one.entry, one.clause),
        "deciders": [voice.user for voice in one.voices.all()],
        "waits": waits,
        "mine_waits": request.user in waits,
        "objection": next((said for said in one.objections.all() if not said.answer), None),
        "answer": kept.get("answer", ""),
    }


@signed_in(page="exclusions")
@require_http_methods(["GET", "HEAD", "POST"])
def exclusion_new(request, round_id):
    """For the secretary, while a ground is in force and the results are not computed."""
    found = round_or_404(request.user, round_id)
    grounds = usable_grounds(found)
    if not (can_open_rating(request.user, found.organiser) and grounds):
        raise Http404
    form = ExclusionForm(request.POST or None, **choices(request.user, found, grounds))
    if request.method == "POST" and form.is_valid() and proposed(request.user, found, form):
        messages.success(
            request,
            _("Proposed. It counts only when all whom you named have signed in and confirmed it; tell them."),
        )
        return redirect("exclusions", round_id=round_id)
    context = {"round": found, "form": form}
    return render(request, "rating/exclusions/new.html", context, status=422 if form.errors else 200)


def choices(user, found: Round, grounds) -> dict:
    """Only entries whose own table has a ground in force; of the people, those who decide beside the secretary."""
    clauses = {ground.clause for ground in grounds}
    tables = found.version.book.categories.values()
    keys = [table.key for table in tables if clauses & {ground.clause for ground in table.grounds}]
    entries = Entry.objects.filter(round=found, subject__category__in=keys).select_related("subject")
    return {
        "entries": entries.order_by(*BY_SUBJECT),
        "grounds": grounds,
        "people": [one for one in village_people(found.organiser) if one != user],
    }


def proposed(actor, found: Round, form) -> bool:
    told = dict(form.cleaned_data)
    try:
        propose_exclusion(
            actor=actor,
            round_id=found.pk,
            entry_id=told.pop("entry"),
            decider_ids=[actor.pk, *told.pop("deciders")],
            **told,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True


def decided_or_404(request, round_id: int, exclusion_id: int) -> Exclusion:
    found = round_or_404(request.user, round_id)
    return get_object_or_404(exclusions_of(request.user, found), pk=exclusion_id)


@signed_in
@require_POST
def exclusion_confirm(request, round_id, exclusion_id):
    one = decided_or_404(request, round_id, exclusion_id)
    return take_step(
        request,
        lambda: confirm_exclusion(actor=request.user, exclusion_id=one.pk),
        back=reverse("exclusions", args=[round_id]),
        done=_("You have confirmed it. Below stands whether somebody else has still to confirm."),
    )


@signed_in
@require_POST
def exclusion_decline(request, round_id, exclusion_id):
    one = decided_or_404(request, round_id, exclusion_id)
    return take_step(
        request,
        lambda: decline_exclusion(actor=request.user, exclusion_id=one.pk),
        back=reverse("exclusions", args=[round_id]),
        on=reverse("rating_round", args=[round_id]),
        done=_("Declined: nothing is left of the proposal, and the entry is rated like every other."),
    )


@signed_in
@require_POST
def exclusion_answer(request, round_id, exclusion_id):
    one = decided_or_404(request, round_id, exclusion_id)
    answer = request.POST.get("answer", "")
    return take_step(
        request,
        lambda: answer_exclusion(actor=request.user, exclusion_id=one.pk, answer=answer),
        back=reverse("exclusions", args=[round_id]),
        done=_("The answer is kept. The person reads it with a slip of his own."),
    )


@signed_in
@require_POST
def exclusion_lift(request, round_id, exclusion_id):
    one = decided_or_404(request, round_id, exclusion_id)
    return take_step(
        request,
        lambda: lift_exclusion(actor=request.user, exclusion_id=one.pk),
        back=reverse("exclusions", args=[round_id]),
        on=reverse("rating_round", args=[round_id]),
        done=_("Taken back: the entry is rated like every other."),
    )
