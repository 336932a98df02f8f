"""The frozen snapshot that a village hands in."""

from django.db import models

from evidence.models.dossiers import Dossier
from stars.models import User
from stars.write_once import WriteOnce


class Submission(WriteOnce):
    """`content` is the snapshot, `salts` one salt a field, `digest` SHA-256 over the salted commitments."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    salts = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="submission_number_once")]

    def __str__(self):
        return f"{self.dossier} · {self.number}"
