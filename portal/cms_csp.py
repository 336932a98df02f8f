"""Wagtail's admin has inline scripts and styles: a looser policy on its own prefix, and nowhere else."""

POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'self'; frame-ancestors 'self'"
)


def cms_policy(get_response):
    def middleware(request):
        response = get_response(request)
        if request.path_info.startswith("/cms/"):
            response["Content-Security-Policy"] = POLICY
        return response

    return middleware
