"""Photographs of signed sheets: kept inside, opened by the village's posts only."""

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evidence.models import Derivative
from evidence.queries.round_files import readable_round_file
from evidence.services.round_files import keep_meeting_file, open_round_file, take_out_meeting_file
from portal.views.common import signed_in, take_step
from portal.views.rating.finding import round_or_404
from portal.views.rating.meetings.finding import meeting_or_404, meeting_url
from portal.views.work.evidence import NO_FILE
from portal.views.work.finding import received
from stars.errors import BadInput


@signed_in(page="meeting")
@require_POST
def meeting_file_add(request, round_id: int, meeting_id: int):
    meeting = meeting_or_404(request.user, round_id, meeting_id)

    def step():
        if "file" not in request.FILES:
            raise BadInput(NO_FILE)
        path, name = received(request.FILES["file"])
        keep_meeting_file(actor=request.user, meeting_id=meeting.pk, path=path, name=name)

    back = meeting_url(meeting, "files")
    return take_step(request, step, back=back, done=_("The photograph is kept inside."))


@signed_in
@require_POST
def meeting_file_out(request, round_id: int, meeting_id: int, file_id: int):
    meeting = meeting_or_404(request.user, round_id, meeting_id)
    row = readable_round_file(request.user, file_id)
    if row is None or row.meeting_id != meeting.pk:
        raise Http404
    return take_step(
        request,
        lambda: take_out_meeting_file(actor=request.user, file_id=row.pk),
        back=meeting_url(meeting, "files"),
        done=_("Taken out."),
    )


@signed_in
@require_safe
def round_file(request, round_id: int, file_id: int, variant: str):
    """`variant`: "original", or the long side of a re-encoded copy."""
    found = round_or_404(request.user, round_id)
    row = readable_round_file(request.user, file_id)
    if row is None or found.pk not in (
        getattr(row.meeting, "round_id", 0),
        getattr(row.posting, "round_id", 0),
    ):
        raise Http404
    try:
        kept, media_type, name = open_round_file(row, variant)
        stream = kept.open("rb")
    except (Derivative.DoesNotExist, FileNotFoundError) as error:
        raise Http404 from error
    attachment = variant == "original"
    answer = FileResponse(stream, as_attachment=attachment, filename=name, content_type=media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
