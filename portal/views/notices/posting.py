"""Postings in public: no session, no user, no cookie, in no index of a search engine. The page reads the clock, so
that names leave it with the last day and nobody has to take anything down."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from evidence.queries.public import public_village
from stars.queries.notices import Notice, public_notice, running_notices
from stars.services.receiving import ANSWER_WITHIN

MINUTE = "public, max-age=60"
NOT_INDEXED = "noindex, nofollow, noarchive"


def shown(request, template: str, context: dict):
    response = render(request, template, context)
    response["Cache-Control"] = MINUTE
    response["X-Robots-Tag"] = NOT_INDEXED
    return response


def kept_nowhere(request, template: str, context: dict, status: int = 200):
    """What somebody typed, or may read with a code: no cache, no index, and no address that tells the next site."""
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = NOT_INDEXED
    response["Referrer-Policy"] = "no-referrer"
    return response


def notice_or_404(posting_id: int) -> Notice:
    found = public_notice(posting_id, timezone.localdate())
    if found is None:
        raise Http404
    return found


@require_safe
def posting(request, posting_id: int):
    context = {"notice": notice_or_404(posting_id), "within": ANSWER_WITHIN}
    return shown(request, "notices/posting.html", context)


@require_safe
def village_postings(request, code: str):
    """What is posted now in one village."""
    village = public_village(code)
    if village is None:
        raise Http404
    notices = running_notices(village, timezone.localdate())
    return shown(request, "notices/posting_list.html", {"village": village, "notices": notices})
