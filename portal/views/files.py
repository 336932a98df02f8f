"""Files of dossiers, streamed after a check. Re-encoded pictures show in the page; originals download."""

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from evidence.models import Derivative
from evidence.queries.files import readable_revision
from evidence.services.files import open_revision_file
from portal.views.common import signed_in


@signed_in
@require_safe
def file(request, revision_id, variant):
    """`variant`: "original", or the long side of a derivative: "400", "800", "1600"."""
    revision = readable_revision(request.user, revision_id)
    if revision is None:
        raise Http404
    try:
        path, media_type, name = open_revision_file(revision, variant)
        stream = path.open("rb")
    except (Derivative.DoesNotExist, FileNotFoundError) as error:
        raise Http404 from error
    attachment = variant == "original"
    response = FileResponse(stream, as_attachment=attachment, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response
