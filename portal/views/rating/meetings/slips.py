"""One-time slips: made, shown once to be printed, never shown again."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.forms.rating_meetings import SlipsForm
from portal.qr import qr_svg
from portal.views.common import refuse, signed_in
from portal.views.rating.meetings.finding import meeting_url, run_meeting_or_404
from portal.views.rating.meetings.lists import shown
from stars.errors import Refusal
from stars.queries.meetings import meeting_page
from stars.services.voting import add_slips


@signed_in(page="meeting")
@require_POST
def meeting_slips(request, round_id: int, meeting_id: int):
    """The answer to this very POST is the page to print: the codes are kept nowhere. What stands behind the # of the
    address is never sent to a server."""
    meeting = run_meeting_or_404(request.user, round_id, meeting_id)
    form = SlipsForm(request.POST, label_suffix="")
    if not form.is_valid():
        return shown(request, meeting_page(request.user, meeting), status=422, slips_form=form)
    try:
        codes = add_slips(actor=request.user, meeting_id=meeting.pk, **form.cleaned_data)
    except Refusal as refusal:
        return refuse(request, refusal, back=meeting_url(meeting, "slips"))
    address = settings.PORTAL_URL.rstrip("/") + reverse("vote")
    label = _("Code of a slip")
    slips = [{"code": code, "picture": qr_svg(f"{address}#{code}", label=label)} for code in codes]
    context = {"meeting": meeting, "round": meeting.round, "slips": slips, "address": address}
    return render(request, "rating/meetings/slips.html", context)
