"""Rows that never change: refused one by one, in bulk, and through related managers.

Only whoever writes SQL beside Django passes this by; `manage.py verify` finds what they did.
"""

from django.db import models


class WriteOnceQuerySet(models.QuerySet):
    def _refuse(self, *args, **kwargs):
        raise TypeError(f"Rows of {self.model.__name__} never change.")

    update = delete = bulk_create = bulk_update = _refuse


class WriteOnce(models.Model):
    """Written once, by `create()`, and kept."""

    objects = WriteOnceQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # related managers write through the base manager

    def save(self, *args, **kwargs):
        if self.pk:
            self.require_allowed_change()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(f"A {type(self).__name__} is never deleted.")

    def require_allowed_change(self) -> None:
        raise TypeError(f"A {type(self).__name__} never changes.")


class Settled(WriteOnce):
    """Write-once but for the fields in `OPEN_FIELDS`, and for these only until `is_settled()`."""

    OPEN_FIELDS: frozenset[str] = frozenset()

    class Meta(WriteOnce.Meta):
        abstract = True

    def is_settled(self) -> bool:
        """Asked of the stored row: whether its last word is said."""
        raise NotImplementedError

    def require_allowed_change(self) -> None:
        stored = type(self)._base_manager.get(pk=self.pk)
        names = [field.attname for field in self._meta.concrete_fields]
        changed = {name for name in names if getattr(stored, name) != getattr(self, name)}
        if changed - self.OPEN_FIELDS or stored.is_settled():
            raise TypeError(f"This {type(self).__name__} is decided and never changes.")
