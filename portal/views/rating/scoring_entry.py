"""One entry with everything that the book says of its lines."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.forms.rating_panel_scores import by_role, refused_fields, score_row
from portal.views.common import refuse, signed_in
from portal.views.rating.panel import category_or_404
from portal.views.rating.scoring import Refused, save_rows, scoring_round_or_404
from portal.views.typed import forget_typed, keep_typed, kept_fields
from stars.assessing import AssessmentState
from stars.errors import Refusal
from stars.models import Round
from stars.queries.entries import entries_to_rate
from stars.queries.scores import MyScore, my_scores, next_without_score
from stars.queries.spread import entry_spread
from stars.rules.book import Category
from stars.rules.scoring import score_lines


@signed_in(page="score_entry")
@require_http_methods(["GET", "HEAD", "POST"])
def score_entry(request, round_id: int, category: str, entry_id: int):
    found = scoring_round_or_404(request.user, round_id)
    table = category_or_404(found, category)
    mine = mine_or_404(request.user, found, table, entry_id)
    if request.method == "POST":
        try:
            _saved, refused = save_rows(request, table, [mine])
        except Refusal as refusal:
            return refuse(request, refusal, back=request.path)
        return answer(request, found, table, mine, refused)
    return entry_page(request, found, table, mine, kept_fields(request, request.path), {})


def mine_or_404(user, found: Round, category: Category, entry_id: int) -> MyScore:
    entry = entries_to_rate(found, category.key).filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    return my_scores(user, found, category, [entry])[0]


def answer(request, found: Round, category: Category, mine: MyScore, refused: Refused):
    """After saving to the next entry without points, or back to the list after the last one."""
    if refused:
        keep_typed(request, fields=refused_fields(request.POST, refused))
        fresh = mine_or_404(request.user, found, category, mine.entry.pk)
        return entry_page(request, found, category, fresh, request.POST, refused)
    forget_typed(request)
    messages.success(request, _("Saved: %s") % mine.entry.subject.label)
    if request.POST.get("go") != "next":
        return redirect(request.path)
    onward = next_without_score(request.user, found, category, mine.entry)
    if onward is None:
        return redirect("panel", found.pk)
    return redirect("score_entry", found.pk, category.key, onward.pk)


def entry_page(request, found: Round, category: Category, mine: MyScore, typed, refused: Refused):
    row = score_row(score_lines(category), mine, typed, refused.get(mine.entry.pk))
    context = {
        "round": found,
        "category": category,
        "row": row,
        "roles": by_role(category, row.cells),
        "problems": row.faults or row.problems,
        "spread": entry_spread(request.user, found, mine.entry),
        "open": found.assessment.state == AssessmentState.ASSESSING,
    }
    return render(request, "rating/panel/entry.html", context, status=422 if refused else 200)
