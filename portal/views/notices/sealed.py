"""Public pages that one person opens with a code: nobody keeps them, indexes them or hears where he came from."""

from functools import wraps

from django.utils.cache import add_never_cache_headers


def sealed(view):
    @wraps(view)
    def closed(request, *args, **kwargs):
        answer = view(request, *args, **kwargs)
        add_never_cache_headers(answer)  # no-store among them
        answer["X-Robots-Tag"] = "noindex, nofollow"
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    return closed
