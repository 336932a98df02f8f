"""Decisions on an exact digest, and what is won by them. A sign-off knows nothing of submissions."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from stars.models.people import Organisation, User
from stars.models.rounds import Entry
from stars.write_once import Settled, WriteOnce


class SignOff(WriteOnce):
    """A named person's decision on one exact digest. Only one person can win it: (kind, digest) is unique.

    `decision` is what was decided beside the digest, as plain content; `seal` is its SHA-256.
    """

    kind = models.CharField(max_length=30)
    digest = models.CharField(max_length=64)
    signer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    decision = models.JSONField(default=dict)
    seal = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "digest"], name="sign_off_one_winner"),
            models.CheckConstraint(condition=~Q(signer=F("submitted_by")), name="signer_did_not_submit"),
            models.CheckConstraint(condition=~Q(signer=F("proposed_by")), name="signer_did_not_propose"),
        ]

    def __str__(self):
        return f"{self.kind} {self.digest[:12]} · {self.signer}"


class Award(Settled):
    """One star won, or for the five roles one level (`dimension` is then LEVEL); withdrawn only by the same
    two-person step."""

    LEVEL = "level"

    OPEN_FIELDS = frozenset({"withdrawn_on", "withdrawal_reason"})

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="awards")
    dimension = models.CharField(max_length=40)
    sign_off = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="awards")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    awarded_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "dimension"], name="award_once_a_star")]

    def __str__(self):
        return f"{self.entry} · {self.dimension}"

    def is_settled(self) -> bool:
        return self.withdrawn_on is not None
