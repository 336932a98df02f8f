"""What the township says: verdicts, demands, returns and the proposal."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evidence.models.dossiers import Section
from evidence.models.submissions import Submission
from evidence.states import DossierState
from stars.models import SignOff, User
from stars.write_once import Settled, WriteOnce


class Verdict(Settled):
    """The reviewer's view of one section, made on one submission; the newest stands until a return."""

    OPEN_FIELDS = frozenset({"outcome", "note", "reviewer_id", "given_at"})

    class Outcome(models.TextChoices):
        MEETS = "meets", _("Meets")
        FALLS_SHORT = "falls_short", _("Falls short")
        RETURN = "return", _("Return with demands")

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="verdicts")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="verdicts")
    outcome = models.CharField(max_length=12, choices=Outcome)
    note = models.TextField(_("reason"), blank=True, max_length=2000)
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["submission__number"]
        constraints = [
            models.UniqueConstraint(fields=["section", "submission"], name="verdict_once_a_submission")
        ]

    def __str__(self):
        return f"{self.section} · {self.get_outcome_display()}"

    def is_settled(self) -> bool:
        return self.section.dossier.state != DossierState.SUBMITTED


class Return(WriteOnce):
    """One return carries every demand made so far."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="return_sent")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)

    def __str__(self):
        return f"{self.submission}"


class Demand(models.Model):
    """What must be mended in a section; a draft until its return is sent."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="demands")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="demands")
    sent_with = models.ForeignKey(
        Return, null=True, blank=True, on_delete=models.PROTECT, related_name="demands"
    )
    text = models.TextField(_("what must be mended"), max_length=1000)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text[:40]


class Proposal(Settled):
    """The stars that the reviewer proposes on one submission; `digest` covers submission, verdicts, stars and
    note. Only declining changes it, once, and never after a sign-off."""

    OPEN_FIELDS = frozenset({"declined_by_id", "declined_at", "decline_reason"})

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="proposals")
    stars = models.JSONField(blank=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    note = models.TextField(blank=True, max_length=2000)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    declined_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(declined_at=None), name="proposal_one_at_a_time"
            )
        ]

    def __str__(self):
        return self.digest

    def is_settled(self) -> bool:
        return self.declined_at is not None or SignOff.objects.filter(digest=self.digest).exists()
