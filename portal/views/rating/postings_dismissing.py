"""Answering several arrivals of the public form at once: the same screen for the village's round and the township."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from portal.views.rating.postings_acting import notice_of
from portal.views.rating.postings_place import Place
from portal.views.typed import forget_typed, kept_fields, kept_values
from stars.errors import Refusal
from stars.queries.arrivals import arrivals, can_dismiss_together
from stars.services.dismissing import dismiss_together
from stars.services.objections import ANSWER_MAX

SHOWN = 100  # in one go; what is left comes up once these are answered


def dismiss_several(request, place: Place):
    """`?suggest`: those that repeat another or have no words are ticked; a person looks at them and decides."""
    if not can_dismiss_together(request.user, place.posting):
        raise Http404
    refusal = None
    if request.method == "POST":
        try:
            return dismissed(request, place)
        except Refusal as error:
            refusal = error
    rows = arrivals(place.posting, place.handler)
    shown = rows[:SHOWN]
    context = {"place": place, "notice": notice_of(place), "rows": shown, "more": len(rows) - len(shown)}
    context |= {"ticked": ticked(request, shown), "answer": answer_typed(request), "limit": ANSWER_MAX}
    context |= {"refusal": refusal, "suggested": sum(row.suggested for row in shown)}
    return render(request, "rating/postings/dismiss.html", context, status=422 if refusal else 200)


def dismissed(request, place: Place):
    told = {"posting_id": place.posting.pk, "answer": request.POST.get("answer", "")}
    done = dismiss_together(
        actor=request.user, objection_ids=keys_in(request.POST.getlist("objection")), **told
    )
    forget_typed(request)
    words = ngettext(
        "%(n)s objection is answered, under its receipt.",
        "%(n)s objections are answered, each under its receipt.",
        len(done),
    )
    messages.success(request, words % {"n": len(done)})
    return redirect(place.list_url)


def keys_in(values) -> set[int]:
    return {int(one) for one in values if one.isdecimal() and len(one) < 18}


def ticked(request, rows) -> set[int]:
    if request.method == "POST":
        return keys_in(request.POST.getlist("objection"))
    if "suggest" in request.GET:
        return {row.objection.pk for row in rows if row.suggested}
    return keys_in(kept_values(request, request.path, "objection"))


def answer_typed(request) -> str:
    if request.method == "POST":
        return request.POST.get("answer", "")
    return kept_fields(request, request.path).get("answer", "")
