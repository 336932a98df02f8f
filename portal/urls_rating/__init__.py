"""Addresses of the five roles, a module an area; each has SIGNED_IN (below /rating/), DESK and PUBLIC."""

from portal.urls_rating import filing, home, log, meetings, panel, postings, subjects

AREAS = (home, subjects, meetings, panel, postings, filing, log)
SIGNED_IN = [pattern for area in AREAS for pattern in area.SIGNED_IN]
DESK = [pattern for area in AREAS for pattern in area.DESK]
PUBLIC = [pattern for area in AREAS for pattern in area.PUBLIC]
