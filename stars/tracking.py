"""Saving what people edit, with who and why in the history, in commands and jobs too."""

from django.db import models


def save_tracked(row: models.Model, *, actor, reason: str = "") -> models.Model:
    """Validate and save one row; its history row names the actor and the reason."""
    row._history_user = actor
    row._change_reason = reason[:100] or None
    row.full_clean(validate_unique=False, validate_constraints=False)
    row.save()
    return row


def delete_tracked(row: models.Model, *, actor, reason: str = "") -> None:
    row._history_user = actor
    row._change_reason = reason[:100] or None
    row.delete()
