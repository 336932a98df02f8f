"""A list that was read and waits for its confirmation: nothing of it is in use yet."""

from django.db import models

from stars.models.people import User
from stars.models.rounds import Round


class SubjectImport(models.Model):
    """`rows`: what was read, with row numbers; `answers`: row → what the village says of a doubtful one."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="imports")
    category = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    rows = models.JSONField()
    answers = models.JSONField(default=dict)
    read_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name
