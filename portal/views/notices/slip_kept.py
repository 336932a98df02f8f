"""What was typed on the page of a slip that is no good any more. Nothing is stored: the page shows it, to be copied, and
carries it to the next slip of the same entry."""

from django.http import QueryDict
from django.shortcuts import render

from stars.errors import Refusal
from stars.models import PersonalSlip
from stars.queries.self_checks import check_lines
from stars.queries.targets import aim_of, aim_words
from stars.services.slips import slip_with

ANSWER, CHECK_NOTE, BEFORE = "answer-", "check-note-", "before"
WORDS = ("note", "text")


def refused(request, code: str, refusal: Refusal):
    """Asks for a code again; `before`: the one with which it was typed."""
    before = request.POST.get(BEFORE) or code
    fields = [(name, value) for name, value in request.POST.items() if is_typed(name) and value]
    context = {"message": refusal.message, "code": code, "before": before[:200]}
    context |= {"fields": fields, "rows": rows_typed(request.POST, slip_with(before)) if fields else []}
    return render(request, "notices/slip.html", context, status=422)


def is_typed(name: str) -> bool:
    return name in ("aim", *WORDS) or name.startswith((ANSWER, CHECK_NOTE))


def rows_typed(posted, slip: PersonalSlip | None) -> list[dict]:
    """In the words of the page: `label` empty for what stands by itself."""
    kind, level = aim_of(posted.get("aim", ""))
    rows = [{"label": "", "said": aim_words(kind, level)}] if kind in ("promote", "keep") else []
    for line in check_lines(slip.entry.table) if slip else ():
        answer = dict(line.answers).get(posted.get(f"{ANSWER}{line.key}", ""), "")
        said = [str(words) for words in (answer, posted.get(f"{CHECK_NOTE}{line.key}", "")) if words]
        rows += [{"label": line.text, "said": " · ".join(said)}] if said else []
    if slip is None:
        rows += [
            {"label": "", "said": value}
            for name, value in posted.items()
            if name.startswith(CHECK_NOTE) and value
        ]
    return rows + [{"label": "", "said": posted[name]} for name in WORDS if posted.get(name)]


def typed_for(request, found: PersonalSlip):
    """What stands in the form of this slip: what was sent with it, or typed with an earlier one of the same entry."""
    before = request.POST.get(BEFORE, "")
    if not before:
        return request.POST
    earlier = slip_with(before[:200])
    return request.POST if earlier and earlier.entry_id == found.entry_id else QueryDict()
