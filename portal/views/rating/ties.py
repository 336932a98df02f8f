"""Recording the leading group's vote on one tie."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.forms.rating_panel_ties import TieForm
from portal.views.common import signed_in
from portal.views.rating.finding import round_or_404
from portal.views.rating.panel import category_or_404
from portal.views.typed import forget_typed, keep_typed, kept_fields, kept_values
from stars.assessing import AssessmentState
from stars.errors import Refusal
from stars.models import Round
from stars.panel_errors import HigherTieFirst, NoSuchTie, OwnSubject
from stars.queries.carrying import corrections_in_force
from stars.queries.own import own_subjects
from stars.queries.ties import OpenTie, may_record_ties, tie_to_decide
from stars.services.ties import decide_tie


@signed_in(page="tie")
@require_http_methods(["GET", "HEAD", "POST"])
def tie(request, round_id: int, category: str, level: int):
    found = round_or_404(request.user, round_id)
    if not may_record_ties(request.user, found):
        raise Http404
    table = category_or_404(found, category)
    try:
        open_tie = tie_or_refusal(found, category, level)
    except (NoSuchTie, HigherTieFirst) as refusal:
        keep_typed(request) if request.method == "POST" else None
        messages.error(request, str(refusal.message))
        return redirect(results_url(found, category))
    form = tie_form(request, open_tie)
    if request.method == "POST" and form.is_valid() and decided(request, found, open_tie, form):
        return redirect(results_url(found, category))
    context = {"round": found, "category": table, "tie": open_tie, "form": form, "lost": form.lost}
    context["corrections"] = corrections_in_force(found)
    context["barred"] = barred(request.user, found, open_tie)
    return render(request, "rating/results/tie.html", context, status=422 if form.errors else 200)


def tie_or_refusal(round: Round, category: str, level: int) -> OpenTie:
    if round.assessment.state != AssessmentState.RATED:
        raise NoSuchTie
    return tie_to_decide(round, category, level)[1]


def results_url(round: Round, category: str) -> str:
    return reverse("results", args=[round.pk]) + f"?category={category}"


def tie_form(request, open_tie: OpenTie) -> TieForm:
    """What an ended session or a refusal left typed stands in it."""
    typed = kept_fields(request, request.path)
    initial = typed | {"chosen": kept_values(request, request.path, "chosen")} if typed else None
    return TieForm(request.POST or None, initial=initial, entries=open_tie.entries)


def decided(request, round: Round, open_tie: OpenTie, form: TieForm) -> bool:
    """Whether the vote was recorded; otherwise the form says why not."""
    place = {"round_id": round.pk, "category": open_tie.category, "level": open_tie.level}
    given_up = request.POST.getlist("given_up") if request.POST.get("fall_away") else []
    try:
        decide_tie(actor=request.user, **place, vote=form.vote, given_up=given_up)
    except Refusal as refusal:
        form.refuse(refusal)
        keep_typed(request)
        return False
    forget_typed(request)
    messages.success(request, _("The vote is recorded, and the results say what follows from it."))
    return True


def barred(user, round: Round, open_tie: OpenTie) -> str:
    """Said before anything is typed; the step refuses all the same."""
    tied = {entry.subject_id for entry in open_tie.entries}
    return str(OwnSubject.message) if tied & own_subjects(user, round.organiser) else ""
