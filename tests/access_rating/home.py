"""The list of rounds and one round as its steps."""

from tests.access_rating.rows import AddressRow, StepRow

ADDRESSES: dict[str, AddressRow] = {}
PUBLIC: set[str] = set()
STEPS: dict[str, StepRow] = {}
