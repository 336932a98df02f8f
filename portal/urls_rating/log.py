"""The log of a round. SIGNED_IN is below /rating/, DESK below /desk/, PUBLIC at the root."""

from django.urls import URLPattern, path

from portal.views.rating import log

SIGNED_IN: list[URLPattern] = [path("<int:round_id>/log/", log.round_log, name="round_log")]
DESK: list[URLPattern] = []
PUBLIC: list[URLPattern] = []
