"""Objecting without an account. The form carries its own code, so that a button pressed twice is one objection."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.forms.objections import ObjectionForm
from portal.views.notices.posting import kept_nowhere, notice_or_404
from stars.codes import new_code
from stars.errors import Refusal
from stars.posting_errors import PostingOver
from stars.queries.notices import Notice
from stars.services.receiving import receive_objection


@require_http_methods(["GET", "HEAD", "POST"])
def objection_new(request, posting_id: int):
    notice = notice_or_404(posting_id)
    if not notice.running:
        return too_late(request, notice)
    form = ObjectionForm(request.POST or None, initial={"code": new_code()}, notice=notice)
    if request.method == "POST" and form.is_valid():
        try:
            receipt = receive_objection(posting_id=posting_id, said=form.said)
        except PostingOver:
            return too_late(request, notice)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return kept_nowhere(request, "notices/receipt.html", {"notice": notice, "receipt": receipt})
    context = {"form": form, "notice": notice, "title": _("Object to a posting")}
    return kept_nowhere(request, "notices/objection.html", context, 422 if form.errors else 200)


def too_late(request, notice: Notice):
    """Who to turn to now; what was typed is shown, to be copied."""
    context = {"notice": notice, "refusal": PostingOver(notice.posting), "text": request.POST.get("text", "")}
    return kept_nowhere(
        request, "notices/objection_over.html", context, 422 if request.method == "POST" else 200
    )
