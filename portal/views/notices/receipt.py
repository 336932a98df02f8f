"""Following an objection by its receipt number and code. Both are posted: no address and no log holds them."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.forms.objections import FollowForm
from portal.views.notices.posting import kept_nowhere
from stars.models import Objection
from stars.queries.notices import Notice
from stars.queries.objections import followed


@require_http_methods(["GET", "HEAD", "POST"])
def receipts(request):
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        objection = followed(**form.cleaned_data)
        if objection is not None:
            return kept_nowhere(request, "notices/receipt_state.html", followed_context(objection))
        form.add_error(None, _("No objection has this number and this code. Compare both with your receipt."))
    return kept_nowhere(request, "notices/receipt_find.html", {"form": form}, 422 if form.errors else 200)


def followed_context(objection: Objection) -> dict:
    """The line it is about only while the posting runs: later no name is public, whoever holds a code."""
    notice = Notice(objection.posting, timezone.localdate())
    line = notice.line(objection.entry_id) if notice.running and objection.entry_id else None
    return {"objection": objection, "notice": notice, "line": line}
