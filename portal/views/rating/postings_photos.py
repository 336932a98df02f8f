"""Photographs of the board, for the village's round and the township's desk alike."""

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from evidence.models import Derivative
from evidence.queries.round_files import board_photo
from evidence.services.board_files import keep_board_photo, take_out_board_photo
from evidence.services.round_files import open_round_file
from portal.views.common import take_step
from portal.views.rating.postings_place import Place
from portal.views.work.evidence import NO_FILE
from portal.views.work.finding import received
from stars.errors import BadInput


def add_photo(request, place: Place):
    def step():
        if "file" not in request.FILES:
            raise BadInput(NO_FILE)
        path, name = received(request.FILES["file"])
        keep_board_photo(actor=request.user, posting_id=place.posting.pk, path=path, name=name)

    back = f"{place.page_url}#photos"
    return take_step(request, step, back=back, done=_("The photograph is kept inside."))


def take_photo_out(request, place: Place, file_id: int):
    row = photo_or_404(place, file_id)
    return take_step(
        request,
        lambda: take_out_board_photo(actor=request.user, file_id=row.pk),
        back=f"{place.page_url}#photos",
        done=_("Taken out."),
    )


def show_photo(place: Place, file_id: int, variant: str):
    """`variant`: "original", or the long side of a re-encoded copy."""
    row = photo_or_404(place, file_id)
    try:
        kept, media_type, name = open_round_file(row, variant)
        stream = kept.open("rb")
    except (Derivative.DoesNotExist, FileNotFoundError) as error:
        raise Http404 from error
    attachment = variant == "original"
    answer = FileResponse(stream, as_attachment=attachment, filename=name, content_type=media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def photo_or_404(place: Place, file_id: int):
    row = board_photo(place.posting, file_id)
    if row is None:
        raise Http404
    return row
