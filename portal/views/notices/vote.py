"""The voter's pages: the code of his slip, the ballot, one more look, cast.

Everything is a POST to one address without session, cookie or user; the code travels in the form only. Refusals are
pages with status 200, because the server's log notes every other one with its time.
"""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from portal.views.notices.sealed import sealed
from stars.errors import Refusal
from stars.queries.voting import BallotPaper, ballot_for
from stars.services.voting import cast_ballot
from stars.vote_errors import AlreadyVoted

MARK = "m-"


@sealed
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request):
    code = request.POST.get("code", "")[:200]
    if request.method != "POST" or not code.strip():
        return render(request, "notices/vote.html", {"asked": request.method == "POST"})
    try:
        return answer(request, code)
    except AlreadyVoted as refusal:
        return render(request, "notices/vote_done.html", {"message": refusal.message, "again": True})
    except Refusal as refusal:
        return render(request, "notices/vote.html", {"message": refusal.message, "code": code})


def answer(request, code: str):
    """The ballot, its review, or thanks, as `step` says."""
    step, marks = request.POST.get("step", ""), marks_in(request.POST)
    if step == "cast":
        cast_ballot(code=code, marks=marks)
        return render(request, "notices/vote_done.html")
    paper = ballot_for(code)
    context = {"code": code, "parts": shown_parts(paper, marks), "meeting": paper.meeting, "blank": 0}
    if step == "review":
        context["blank"] = sum(not row["mark"] for part in context["parts"] for row in part["rows"])
        return render(request, "notices/vote_review.html", context)
    return render(request, "notices/vote_ballot.html", context)


def marks_in(posted) -> dict[int, str]:
    """Entry → option of what was marked; -1, which is on no ballot, for a name that is none."""
    named = {name.removeprefix(MARK): value for name, value in posted.items() if name.startswith(MARK)}
    return {
        int(name) if name.isdecimal() and len(name) < 18 else -1: value
        for name, value in named.items()
        if value
    }


def shown_parts(paper: BallotPaper, marks: dict[int, str]) -> list[dict]:
    """Category by category, each with its options and who stands there; `mark` and `words` of what is chosen."""
    parts = []
    for part in paper.parts:
        titles = {option.key: option.title for option in part.category.ballot}
        rows = [
            {"entry": one, "mark": marks.get(one.pk, ""), "words": titles.get(marks.get(one.pk, ""), "")}
            for one in part.entries
        ]
        parts.append({"category": part.category, "options": part.category.ballot, "rows": rows})
    return parts
