"""Many tracked rows at once, with a history row each: lists of thousands are taken over within seconds."""

from collections.abc import Sequence

from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

AT_ONCE = 500


def bulk_create_tracked(rows: Sequence[models.Model], *, actor, reason: str = "") -> list[models.Model]:
    """Rows of one model, as save_tracked() would write them; they are valid already. Returned with their keys."""
    if not rows:
        return []
    told = {"default_user": actor, "default_change_reason": reason[:100] or None}
    return bulk_create_with_history(list(rows), type(rows[0]), batch_size=AT_ONCE, **told)


def bulk_change_tracked(
    rows: Sequence[models.Model], fields: Sequence[str], *, actor, reason: str = ""
) -> None:
    """Write `fields` of rows of one model that the caller has locked and changed."""
    if rows:
        told = {"default_user": actor, "default_change_reason": reason[:100] or None}
        bulk_update_with_history(list(rows), type(rows[0]), list(fields), batch_size=AT_ONCE, **told)
