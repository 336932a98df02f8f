"""Guessing of passwords: failures are counted by name and address, and by address alone."""

from ipaddress import ip_address

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum


class FailuresByAddressToo(AxesDatabaseHandler):
    """One address that tries a few passwords on each of many names is locked too, at a limit of its own."""

    def get_failures(self, request, credentials=None) -> int:
        failures = super().get_failures(request, credentials)
        address = request.axes_ip_address
        if address and failures_of_address(request, address) >= settings.AXES_FAILURE_LIMIT_OF_ADDRESS:
            return max(failures, settings.AXES_FAILURE_LIMIT)
        return failures


def failures_of_address(request, address: str) -> int:
    recent = AccessAttempt.objects.filter(
        ip_address=address, attempt_time__gte=get_cool_off_threshold(request)
    )
    return recent.aggregate(count=Sum("failures_since_start"))["count"] or 0


def client_address(request) -> str | None:
    """Who calls. A header says so only behind one's own proxy, which adds the last entry; anybody may send one."""
    found = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        header = request.headers.get(settings.CLIENT_ADDRESS_HEADER, "")
        found = header.rsplit(",", 1)[-1].strip() or found
    try:
        return str(ip_address(found))
    except ValueError:
        return None
