"""Objecting without an account. The form carries its own code, so that a button pressed twice is one objection."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.forms.objections import LateForm, ObjectionForm
from portal.views.notices.opened import Opened, opened
from portal.views.notices.posting import kept_nowhere, notice_or_404
from stars.errors import Refusal
from stars.posting_errors import PostingOver
from stars.queries.notices import Notice
from stars.services.receiving import receive_objection


@require_http_methods(["GET", "HEAD", "POST"])
def objection_new(request, posting_id: int):
    notice = notice_or_404(posting_id)
    mark = opened(posting_id, request.POST)
    if not notice.running:
        return too_late(request, notice, mark)
    form = ObjectionForm(request.POST or None, initial={"code": mark.code}, notice=notice)
    if request.method == "POST" and form.is_valid():
        try:
            receipt = receive_objection(posting_id=posting_id, said=form.said, patient=mark.patient)
        except PostingOver:
            return too_late(request, notice, mark)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return kept_nowhere(request, "notices/receipt.html", {"notice": notice, "receipt": receipt})
    context = {"form": form, "notice": notice, "mark": mark.mark, "title": _("Object to a posting")}
    return kept_nowhere(request, "notices/objection.html", context, 422 if form.errors else 200)


def too_late(request, notice: Notice, mark: Opened):
    """Who to turn to now; everything that was typed stands in its field, to be copied. Names have left the page: the
    line is shown only to whoever had the list before his eyes today."""
    context = {"notice": notice, "refusal": PostingOver(notice.posting)}
    if request.method != "POST":
        return kept_nowhere(request, "notices/objection_over.html", context)
    about = request.POST.get("about", "")
    if about.isdecimal() and len(about) < 18 and mark.today:
        context["line"] = notice.line(int(about))
    form = LateForm(initial={name: request.POST.get(name, "") for name in LateForm.base_fields})
    context |= {"form": form, "about_one": bool(about)}
    return kept_nowhere(request, "notices/objection_over.html", context, 422)
