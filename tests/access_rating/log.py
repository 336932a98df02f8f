"""The log of a round: the village at any time, township and county once it was filed."""

from stars.models import Filing
from tests.access_rating.rows import VILLAGE, AddressRow, StepRow


def filed(place) -> None:
    told = {"number": 1, "content": {}, "digest": "0" * 64, "filed_by": place.world.secretary}
    Filing.objects.create(round=place.round, **told)


READERS = VILLAGE | {"reviewer", "approver", "auditor"}
ADDRESSES: dict[str, AddressRow] = {"round_log": AddressRow(get=READERS, prepare=filed)}
PUBLIC: set[str] = set()
STEPS: dict[str, StepRow] = {}
