"""Meetings, tallies, the vote with slips."""

from tests.access_rating.rows import AddressRow, StepRow

ADDRESSES: dict[str, AddressRow] = {}
PUBLIC: set[str] = set()
STEPS: dict[str, StepRow] = {}
