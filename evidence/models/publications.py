"""What the public may read: copies made at sign-off from the signed snapshot, and nothing else."""

from django.db import models

from evidence.models.dossiers import Dossier
from evidence.models.files import Derivative
from evidence.models.reviews import Proposal
from stars.models import Organisation, SignOff
from stars.write_once import Settled, WriteOnce


class Publication(Settled):
    """One village in one year. Public once `published_at` is set, when its pictures lie in media/public."""

    OPEN_FIELDS = frozenset({"published_at"})

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="publication")
    village = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="publications")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="+")
    sign_off = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["village", "-year"], name="publication_by_village")]

    def __str__(self):
        return f"{self.village} · {self.year}"

    def is_settled(self) -> bool:
        return self.published_at is not None


class PublishedStar(Settled):
    """An awarded star; text, figures and pictures only where `released`."""

    OPEN_FIELDS = frozenset({"released", "narrative", "figures"})

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="stars")
    dimension = models.CharField(max_length=40)
    title = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    released = models.BooleanField()
    narrative = models.TextField(blank=True)
    figures = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "dimension"], name="published_star_once")
        ]

    def __str__(self):
        return f"{self.publication} · {self.title}"

    def is_settled(self) -> bool:
        return self.released


class PublishedPicture(WriteOnce):
    star = models.ForeignKey(PublishedStar, on_delete=models.PROTECT, related_name="pictures")
    derivative = models.ForeignKey(Derivative, on_delete=models.PROTECT, related_name="+")
    size_name = models.CharField(max_length=10)
    caption = models.CharField(max_length=200, blank=True)
    happened_on = models.DateField(null=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return f"{self.star} · {self.position}"
