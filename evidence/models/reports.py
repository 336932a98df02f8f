"""A report that a village uploaded, and what the importer proposes from it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.models.dossiers import Dossier
from evidence.models.files import Evidence
from stars.models import User


class ReportImport(models.Model):
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="reports")
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    signed_by = models.CharField(max_length=100, blank=True)
    dated = models.DateField(null=True)
    text = models.TextField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.title or f"#{self.pk}"


class ReportProposal(models.Model):
    """One thing found: a section's text, a figure, a picture, a doubt, or text that fits no star."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Text of a star")
        FIGURE = "figure", _("Figure")
        DOUBT = "doubt", _("Doubt")
        UNASSIGNED = "unassigned", _("Fits no star")

    class Decision(models.TextChoices):
        OPEN = "open", _("To be decided")
        ACCEPTED = "accepted", _("Accepted")
        CORRECTED = "corrected", _("Corrected")
        DROPPED = "dropped", _("Left out")

    report = models.ForeignKey(ReportImport, on_delete=models.CASCADE, related_name="proposals")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    dimension = models.CharField(max_length=40, blank=True)
    # text, unassigned: {"text"}; doubt: {"text", "why"};
    # figure: {"label", "value", "unit", "context", "figure_key", "number"}
    content = models.JSONField()
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return f"{self.report} · {self.position}"
