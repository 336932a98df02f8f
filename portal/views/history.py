"""History of a dossier: the steps, each submission, and any two side by side."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evidence.access import can_read_draft
from evidence.changes import changes_between
from evidence.queries.contents import star_contents
from evidence.queries.history import submission_numbered, submissions, timeline
from evidence.queries.verifying import verify
from portal.forms.work import whole
from portal.views.common import signed_in, submitted_or_404
from stars.access import can_audit


@signed_in
@require_safe
def history(request, dossier_id):
    dossier = submitted_or_404(request.user, dossier_id)
    context = {"dossier": dossier, "own": can_read_draft(request.user, dossier)}
    context["steps"] = timeline(request.user, dossier)
    context["submissions"] = submissions(dossier)
    context["auditing"] = can_audit(request.user, dossier.village)
    return render(request, "history/history.html", context)


@signed_in
@require_safe
def verification(request, dossier_id):
    """Every digest of the dossier computed anew, for auditors."""
    dossier = submitted_or_404(request.user, dossier_id)
    if not can_audit(request.user, dossier.village):
        raise Http404
    context = {"dossier": dossier, "own": False, "problems": verify(dossier)}
    return render(request, "history/verification.html", context)


@signed_in
@require_safe
def submission(request, dossier_id, number):
    """One submission exactly as it was frozen."""
    dossier = submitted_or_404(request.user, dossier_id)
    found = numbered_or_404(dossier, number)
    stars = star_contents(dossier.entry.round.table, found.content)
    context = {"dossier": dossier, "submission": found, "stars": stars}
    context["own"] = can_read_draft(request.user, dossier)
    return render(request, "history/submission.html", context)


@signed_in
@require_safe
def compare(request, dossier_id):
    """Submission `a` beside `b`; without them the two newest."""
    dossier = submitted_or_404(request.user, dossier_id)
    every = submissions(dossier)
    if len(every) < 2:
        raise Http404
    old = numbered_or_404(dossier, whole(request.GET.get("a", str(every[1].number))))
    new = numbered_or_404(dossier, whole(request.GET.get("b", str(every[0].number))))
    changes = changes_between(old.content, new.content)
    stars = star_contents(dossier.entry.round.table, new.content, changes)
    context = {"dossier": dossier, "submissions": every, "old": old, "new": new, "stars": stars}
    return render(request, "history/compare.html", context | {"own": can_read_draft(request.user, dossier)})


def numbered_or_404(dossier, number: int):
    found = submission_numbered(dossier, number)
    if found is None:
        raise Http404
    return found
