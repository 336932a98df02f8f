"""Rulebooks and grounds."""

from tests.access_rating.rows import AddressRow, StepRow

ADDRESSES: dict[str, AddressRow] = {}
PUBLIC: set[str] = set()
STEPS: dict[str, StepRow] = {}
