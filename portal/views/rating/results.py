"""Results of a round: computing them, reading them, going back to the scores."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.views.common import refuse, signed_in, take_step
from portal.views.rating.finding import round_or_404
from portal.views.typed import kept_fields
from stars.access import can_open_rating, can_read_scores, can_run_rating
from stars.assessing import ASSESSMENT_MOVES, AssessmentState
from stars.correcting_errors import CorrectionsLost
from stars.errors import Refusal
from stars.facts import round_facts
from stars.missing_words import told_missing, told_unfinished
from stars.models import Round
from stars.queries.carrying import corrections_in_force
from stars.queries.counts import unfinished_meetings
from stars.queries.exclusions import told_unconfirmed
from stars.queries.results import BEFORE_RESULTS, results_page
from stars.queries.standing import newest_runs
from stars.queries.ties import OpenTie, decisions_of, may_record_ties, undecided_ties
from stars.rules.book import Category
from stars.services.results import REASON_MAX, rate_round, reopen_scores
from stars.words import level_words


@signed_in
@require_safe
def results(request, round_id: int):
    """`?category=` chooses; committee members and counters see levels only, and none below the posting level."""
    found = round_or_404(request.user, round_id)
    everything = can_read_scores(request.user, found.organiser)
    context = {"round": found, "everything": everything} | steps_of(request, found)
    categories = rated_categories(found)
    if not categories:
        gaps = missing(request.user, found) if everything else []
        return render(request, "rating/results/none.html", context | {"missing": gaps})
    key = request.GET.get("category")
    category = next((one for one in categories if one.key == key), categories[0])
    page = results_page(found, category, everything=everything, page=request.GET.get("page"))
    context |= {"categories": categories, "category": category, "page": page}
    context["query"] = f"&category={category.key}"
    if everything:
        context["ties"] = open_ties(found)
        context["decisions"] = decisions_of(found, page.run)
    return render(request, "rating/results/results.html", context)


def rated_categories(round: Round) -> list[Category]:
    """Those with results, in the order of the book."""
    if round.assessment.state in BEFORE_RESULTS:
        return []
    runs = newest_runs(round)
    return [category for key, category in round.version.book.categories.items() if key in runs]


def open_ties(round: Round) -> list[tuple[Category, OpenTie, bool]]:
    """Each with its category, and whether it can be decided now: the highest of its category."""
    found = undecided_ties(round)
    highest = {tie.category: max(one.level for one in found if one.category == tie.category) for tie in found}
    categories = round.version.book.categories
    return [(categories[tie.category], tie, tie.level == highest[tie.category]) for tie in found]


def missing(user, round: Round) -> list[str]:
    """What the step would say as well."""
    lines = told_unfinished(unfinished_meetings(round))
    lines += [line for facts in round_facts(round) for line in told_missing(facts)]
    return lines + told_unconfirmed(user, round)


def steps_of(request, round: Round) -> dict:
    """What the reader may do now."""
    user, village, state = request.user, round.organiser, round.assessment.state
    action = reverse("results_reopen", args=[round.pk])
    may_rate = can_run_rating(user, village) and state in ("assessing", "rated")
    return {
        "may_rate": may_rate,
        "corrections": corrections_in_force(round) if may_rate else [],
        "may_reopen": can_open_rating(user, village) and ASSESSMENT_MOVES.allows(state, "reopen"),
        "may_decide": state == AssessmentState.RATED and may_record_ties(user, round),
        "may_export": can_run_rating(user, village),
        "typed_reason": kept_fields(request, action).get("reason", ""),
        "limit": REASON_MAX,
    }


@signed_in(page="results")
@require_POST
def rate(request, round_id: int):
    found, back = round_or_404(request.user, round_id), reverse("results", args=[round_id])
    try:
        compute(request, round_id)
    except CorrectionsLost as refusal:
        return show_lost(request, found, refusal)
    except Refusal as refusal:
        return refuse(request, refusal, back=back)
    return redirect(back)


def show_lost(request, round: Round, refusal: CorrectionsLost):
    """Asked before anything falls away: each by its receipt, and by no word of who objected."""
    context = {"round": round, "refusal": refusal}
    return render(request, "rating/results/lost.html", context, status=422)


def compute(request, round_id: int) -> None:
    done = rate_round(actor=request.user, round_id=round_id, given_up=request.POST.getlist("given_up"))
    text = (
        _("The results are computed.") if done.made else _("Nothing has changed since the last computation.")
    )
    messages.success(request, text)
    for decision in done.dropped:
        told = {"day": decision.decided_on, "level": level_words(decision.level)}
        messages.warning(
            request,
            _("The vote of %(day)s on %(level)s fits no tie any more and does not count.") % told,
        )


@signed_in(page="results")
@require_POST
def reopen(request, round_id: int):
    round_or_404(request.user, round_id)
    reason = request.POST.get("reason", "")
    return take_step(
        request,
        lambda: reopen_scores(actor=request.user, round_id=round_id, reason=reason),
        back=reverse("results", args=[round_id]),
        done=_("The scores are open again. The results will be computed anew."),
    )
