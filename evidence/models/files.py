"""Files as received, which never change, and the evidence that points at them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evidence.models.dossiers import Dossier, Section
from stars.models import User
from stars.write_once import WriteOnce


class StoredFile(WriteOnce):
    """The bytes received, once. `path` is below media/private and made from the digest."""

    sha256 = models.CharField(max_length=64, unique=True)
    path = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)
    taken_on = models.DateField(null=True)
    stored_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.sha256

    @property
    def is_picture(self) -> bool:
        return self.width is not None


class Derivative(WriteOnce):
    """A re-encoded copy without metadata, long side `name` pixels."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="derivatives")
    name = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "name"], name="derivative_once_a_size")]

    def __str__(self):
        return f"{self.file} · {self.name}"


class PresentEvidence(models.Manager):
    """Evidence that was not taken out. Rows taken out stay for the submissions that name them."""

    def get_queryset(self):
        return super().get_queryset().filter(taken_out=False)


class Evidence(models.Model):
    """A photo, report, table or record of a dossier; `section` is empty for what is kept but not placed."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="evidence")
    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    happened_on = models.DateField(_("date it happened"), null=True, blank=True)
    make_public = models.BooleanField(_("may become public"), default=False)
    consent = models.BooleanField(_("everybody who can be recognised agreed"), default=False)
    consent_note = models.CharField(_("who agreed, and how"), max_length=200, blank=True)
    taken_out = models.BooleanField(default=False)
    history = HistoricalRecords()
    objects = PresentEvidence()
    everything = models.Manager()  # noqa: DJ012  a manager too

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(make_public=False) | Q(consent=True), name="evidence_public_needs_consent"
            )
        ]

    def __str__(self):
        return self.caption or f"#{self.pk}"

    @property
    def current(self):
        """The newest revision, from what was prefetched."""
        return max(self.revisions.all(), key=lambda revision: revision.number)

    @property
    def title(self) -> str:
        """What people know it by."""
        return self.caption or self.current.original_name


class EvidenceRevision(WriteOnce):
    """One immutable file of an evidence. A correction is a new revision, never a replacement."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="revisions")
    original_name = models.CharField(max_length=255)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["evidence", "number"], name="revision_number_once")]

    def __str__(self):
        return self.original_name
