"""Saving what people edit, with who and why in the history, in commands and jobs too."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models


@contextmanager
def _named(row: models.Model, actor, reason: str) -> Iterator[None]:
    """simple-history reads both from the row; taken off again, or a later save would be put down to this actor."""
    row._history_user = actor
    row._change_reason = reason[:100] or None
    try:
        yield
    finally:
        del row._history_user, row._change_reason


def save_tracked(row: models.Model, *, actor, reason: str = "") -> models.Model:
    """Validate and save one row; its history row names the actor and the reason."""
    row.full_clean(validate_unique=False, validate_constraints=False)
    with _named(row, actor, reason):
        row.save()
    return row


def delete_tracked(row: models.Model, *, actor, reason: str = "") -> None:
    with _named(row, actor, reason):
        row.delete()
