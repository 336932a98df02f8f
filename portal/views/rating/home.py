"""Rounds of the five roles: the list, opening one, and one round as the steps of its flow."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.forms.rating_rounds import BeginForm, RatingRoundForm
from portal.views.common import came_from, refuse, signed_in, take_step
from portal.views.rating.finding import round_or_404
from portal.views.typed import kept_fields
from stars.access import can_open_rating, can_read_scores, can_run_rating, rating_villages_of
from stars.assessing import AssessmentState
from stars.errors import Refusal
from stars.queries.beginning import doubts_of
from stars.queries.exclusions import own_decisions
from stars.queries.opening import rates_half_years, rating_versions, weights_stated
from stars.queries.overview import overview
from stars.queries.rating_rounds import village_rounds
from stars.services.rating_rounds import archive_round, begin_assessment, open_rating


@signed_in
@require_safe
def rating(request):
    """Newest first. The only round of this year opens at once, unless somebody comes back from it or asks for all."""
    villages = rating_villages_of(request.user)
    if not villages:
        raise Http404
    rounds = list(village_rounds(request.user))
    current = [one for one in rounds if one.year == timezone.localdate().year]
    wants_all = "all" in request.GET or came_from(request).startswith(reverse("rating"))
    if len(current) == 1 and not wants_all:
        return redirect("rating_round", round_id=current[0].pk)
    opening = [village for village in villages if can_open_rating(request.user, village)]
    context = {"rounds": rounds, "opening": opening, "several": len(villages) > 1}
    context["reads_books"] = any(can_run_rating(request.user, village) for village in villages)
    return render(request, "rating/home/rounds.html", context)


@signed_in(page="rating_new")
@require_http_methods(["GET", "HEAD", "POST"])
def rating_new(request):
    """`?village=CODE` chooses, for a secretary of several."""
    mine = [one for one in rating_villages_of(request.user) if can_open_rating(request.user, one)]
    village = next((one for one in mine if request.GET.get("village") in (None, one.code)), None)
    if village is None:
        raise Http404
    found = rating_versions(village)
    versions = [version for version in found if weights_stated(version.book)]
    form = RatingRoundForm(request.POST or None, initial=proposed(versions), versions=versions)
    if request.method == "POST" and form.is_valid():
        made = opened(request.user, village, form)
        if made:
            messages.success(request, _("The round is open. Enter or import the subjects now."))
            return redirect("rating_round", round_id=made.pk)
    context = {"form": form, "village": village, "versions": versions}
    context["unweighted"] = [version for version in found if version not in versions]
    return render(request, "rating/home/new.html", context, status=422 if form.errors else 200)


def proposed(versions) -> dict:
    """This year and, by a book of half-years, the present half; the only rulebook is chosen already."""
    today = timezone.localdate()
    half = 1 if today.month < 7 else 2
    by_halves = bool(versions) and all(rates_half_years(version.book) for version in versions)
    title = _("Five roles %(year)d") % {"year": today.year}
    if by_halves:
        title += " " + (_("first half") if half == 1 else _("second half"))
    told = {"year": today.year, "title": title, "half": half if by_halves else ""}
    return told | ({"version": versions[0].pk} if len(versions) == 1 else {})


def opened(actor, village, form):
    """The round, or None with the refusal in the form."""
    told = dict(form.cleaned_data)
    try:
        return open_rating(actor=actor, village=village, version_id=told.pop("version"), **told)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return None


@signed_in
@require_safe
def rating_round(request, round_id):
    """The steps of the flow, each with its state, and the one next thing to do."""
    found = round_or_404(request.user, round_id)
    page = overview(request.user, found)
    closed = set() if can_read_scores(request.user, found.organiser) else {"panel"}
    rows = [(row, "" if row.key in closed else address(row.key, round_id)) for row in page.steps]
    context = {"page": page, "round": found, "rows": rows, "next_url": address(page.next_step.page, round_id)}
    secretary = can_open_rating(request.user, found.organiser)
    state = found.assessment.state
    context["own"] = own_decisions(request.user, found)
    context["may_begin"] = secretary and state == AssessmentState.PREPARING and page.facts.entries
    context["may_archive"] = secretary and state == AssessmentState.IN_FORCE
    return render(request, "rating/home/round.html", context)


def address(name: str, round_id: int) -> str:
    """Of a step's page, "" where there is none."""
    return reverse(name, args=[round_id]) if name else ""


@signed_in(page="rating_begin")
@require_http_methods(["GET", "HEAD", "POST"])
def rating_begin(request, round_id):
    """What the book wants first and is not done, then the step; with a reason where something is missing."""
    found = round_or_404(request.user, round_id)
    if request.method == "POST":
        step = {"round_id": found.pk, "reason": request.POST.get("reason", "")}
        return take_step(
            request,
            lambda: begin_assessment(actor=request.user, **step),
            back=reverse("rating_begin", args=[round_id]),
            on=reverse("rating_round", args=[round_id]),
            done=_("The assessment has begun. Plan the meetings and name the leading group."),
        )
    context = {"round": found, "doubts": doubts_of(found), "village": found.organiser}
    context["form"] = BeginForm(initial=kept_fields(request, request.path))
    context["may"] = can_open_rating(request.user, found.organiser)
    context["subjects_url"] = address("subjects", round_id)
    context["open"] = found.assessment.state == AssessmentState.PREPARING
    return render(request, "rating/home/begin.html", context)


@signed_in(page="rating_round")
@require_POST
def rating_archive(request, round_id):
    """Asks once: what is kept for the course of the round alone is erased."""
    found = round_or_404(request.user, round_id)
    back = reverse("rating_round", args=[round_id])
    if request.POST.get("sure") != "yes":
        return refuse(request, Unsure(), back=back)
    return take_step(
        request,
        lambda: archive_round(actor=request.user, round_id=found.pk),
        back=back,
        done=_("The round is archived."),
    )


class Unsure(Refusal):
    code = "unsure"
    message = gettext_lazy("Tick that you mean it: this cannot be undone.")
