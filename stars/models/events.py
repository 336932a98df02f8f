"""The append-only log of named acts."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stars.models.people import Organisation, User
from stars.write_once import WriteOnce


class Event(WriteOnce):
    """Who did which act on what, when and why; written in the transaction of the step itself.

    Labels are copied, so that an event can be read after its target is gone; the sentence people see is
    made from `action` and `data` when it is shown.
    """

    action = models.CharField(max_length=40)
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    entry_id = models.BigIntegerField(null=True, db_index=True)
    round_id = models.BigIntegerField(null=True, db_index=True)
    dimension = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    contributes = models.BooleanField(default=False)
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["entry_id", "actor"], name="event_by_entry_and_actor")]

    def __str__(self):
        return f"{self.action} · {self.actor_name}"
