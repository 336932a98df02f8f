"""Two address spaces: the public one has no session, user or cookie; the signed-in one has them all."""

from collections.abc import Callable

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from portal.pages.editors import join_editors
from stars.access import can_enter_cms

SIGNED_IN_PREFIXES = (
    "/accounts/",
    "/work/",
    "/desk/",
    "/files/",
    "/history/",
    "/rating/",
    "/rulebooks/",
    "/cms/",
)
Answer = Callable[[HttpRequest], HttpResponse]


def is_signed_in_space(path: str) -> bool:
    return path.startswith(SIGNED_IN_PREFIXES)


class SignedInSpaceOnly:
    """Leaves the public address space alone: there the wrapped middleware does not run at all."""

    def __call__(self, request):
        if is_signed_in_space(request.path_info):
            return super().__call__(request)
        return self.get_response(request)


class PublicSpaceOnly:
    """The opposite: runs in the public address space alone."""

    def __call__(self, request):
        if is_signed_in_space(request.path_info):
            return self.get_response(request)
        return super().__call__(request)


class HtmlGzip(GZipMiddleware):
    """Pages only: pictures are compressed already, and private files are streamed as they are."""

    def process_response(self, request, response):
        if response.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        return response


class SignedInSpaceGzip(SignedInSpaceOnly, HtmlGzip):
    pass


class PublicSpaceGzip(PublicSpaceOnly, HtmlGzip):
    """Nothing secret stands on a public page, so its bytes, and with them its ETag, may stay the same."""

    max_random_bytes = 0


class PublicSpaceConditionalGet(PublicSpaceOnly, ConditionalGetMiddleware):
    """Outside the compression: the strong ETag belongs to the bytes that are sent."""


class SignedInSpaceSessions(SignedInSpaceOnly, SessionMiddleware):
    pass


class SignedInSpaceUsers(SignedInSpaceOnly, AuthenticationMiddleware):
    pass


class SignedInSpaceMessages(SignedInSpaceOnly, MessageMiddleware):
    pass


class SignedInSpaceCsrf(SignedInSpaceOnly, CsrfViewMiddleware):
    def process_view(self, request, callback, callback_args, callback_kwargs):
        if is_signed_in_space(request.path_info):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        return None


def cms_only_for_posts(get_response: Answer) -> Answer:
    """The editors' admin is a matter of the post: for everybody else it does not exist."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/cms/"):
            if not request.user.is_authenticated:
                return redirect(f"{reverse('sign_in')}?{urlencode({'next': '/cms/'})}")
            if not can_enter_cms(request.user):
                raise Http404
            if request.user.must_change_password:
                return redirect("change_password")
            join_editors(request.user)
        return get_response(request)

    return middleware


def private_answers_are_never_cached(get_response: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_signed_in_space(request.path_info):
            add_never_cache_headers(response)
        return response

    return middleware
