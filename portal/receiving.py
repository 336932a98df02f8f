"""What comes in, before any view sees it: how much of it, and text that every store and page can hold."""

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, JsonResponse, QueryDict, UnreadablePostError
from django.shortcuts import render
from django.utils.translation import gettext as _

from evidence.intake.limits import LARGEST, MB
from portal.clean_text import clean_text
from portal.middleware import is_signed_in_space
from portal.views.common import signed_out, wants_json

UPLOADS = frozenset(
    {
        "evidence_add",
        "evidence_revise",
        "report_new",
        "meeting_file_add",
        "rating_board_photo_add",
        "desk_board_photo_add",
    }
)
MOST = 260 * MB  # of a form with files, from somebody who is signed in
MOST_OF_EDITORS = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE + 2 * MB
MOST_ELSEWHERE = 3 * MB
ONE_FILE = LARGEST + MOST_ELSEWHERE
AT_ONCE = 256 * 1024


class BodyLimit:
    """Refuses by Content-Length, before anything of the body is read: nothing large of a stranger reaches the disk.

    One file of somebody whose session has ended is read and thrown away, so that his phone hears that it must
    sign in again instead of finding the line broken.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        length = announced(request)
        if length <= MOST_ELSEWHERE:
            return None
        uploads = request.resolver_match.url_name in UPLOADS
        known = is_signed_in_space(request.path_info) and request.user.is_authenticated
        if uploads and not known and length <= ONE_FILE:
            with suppress(UnreadablePostError):
                while request.read(AT_ONCE):
                    pass
            return signed_out(request)
        most = MOST_ELSEWHERE
        if known and uploads:
            most = MOST
        elif known and request.path_info.startswith("/cms/"):
            most = MOST_OF_EDITORS
        return too_large(request, most) if length > most else None


def announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length[:18]) if length.isascii() and length.isdecimal() else 0


def too_large(request, most: int):
    message = _("This is more than %(limit)d MB at once. Send fewer files, or one after the other.")
    message %= {"limit": most // MB}
    if wants_json(request):
        return JsonResponse({"ok": False, "code": "too_large", "message": message}, status=413)
    return render(request, "413.html", {"message": message}, status=413)


class CleanText:
    """Every field of every form and address. After the CSRF check, which reads the body first.

    Forms of ours are UTF-8; with another encoding named by the client half characters would be valid.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.encoding:
            request.encoding = "utf-8"
        if is_signed_in_space(request.path_info):
            request.GET = cleaned(request.GET)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method == "POST":
            request.POST = cleaned(request.POST)


def cleaned(data: QueryDict) -> QueryDict:
    lists = [(clean_text(name), [clean_text(value) for value in values]) for name, values in data.lists()]
    if lists == list(data.lists()):
        return data
    clean = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in lists:
        clean.setlist(name, values)
    clean._mutable = False
    return clean
