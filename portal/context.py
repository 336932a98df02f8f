"""What every template knows."""

from django.conf import settings

from portal.middleware import is_signed_in_space
from stars.access import duties


def portal(request) -> dict:
    return {"portal_name": settings.WAGTAIL_SITE_NAME}


def signed_in(request) -> dict:
    """The user and his posts; in the public address space there is no user."""
    if not is_signed_in_space(request.path_info) or not hasattr(request, "user"):
        return {}
    return {"user": request.user, "duties": duties(request.user)}
