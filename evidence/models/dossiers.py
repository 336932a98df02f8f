"""The dossier of one entry, a section a star, and its typed figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evidence.states import OPEN_TO_VILLAGE, DossierState, SectionState
from stars.models import Entry, Organisation, User

NARRATIVE_MAX = 20_000
FIGURES_MAX = 60


class Dossier(models.Model):
    """`village` and `township` are copied from the entry so that a desk reads one table."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="dossier")
    village = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="dossiers")
    township = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=DossierState, default=DossierState.FILLING)
    version = models.PositiveIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        indexes = [models.Index(fields=["township", "state"], name="dossier_township_queue")]

    def __str__(self):
        return str(self.entry)

    @property
    def round(self):
        return self.entry.round


class Section(models.Model):
    """One star of a dossier. `version` guards its state, `text_revision` its narrative against two tabs."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="sections")
    dimension = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=SectionState, default=SectionState.NOT_STARTED)
    version = models.PositiveIntegerField(default=0)
    narrative = models.TextField(_("text"), blank=True, max_length=NARRATIVE_MAX)
    text_revision = models.PositiveIntegerField(default=0)
    text_saved_at = models.DateTimeField(null=True, blank=True)
    assigned_to = models.ManyToManyField(User, blank=True, related_name="assigned_sections")
    history = HistoricalRecords()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["dossier", "dimension"], name="section_once_a_star")]

    def __str__(self):
        return f"{self.dossier} · {self.dimension}"

    @property
    def is_open(self) -> bool:
        """Whether the village may change it now."""
        return self.state in OPEN_TO_VILLAGE


class Figure(models.Model):
    """A typed number: `value` as written (20, 1:3, 2-3), `number` for charts where it is a single number."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="figures")
    key = models.CharField(max_length=60, blank=True)
    label = models.CharField(_("what is counted"), max_length=60)
    value = models.CharField(_("value"), max_length=40)
    number = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=100, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.label} {self.value}{self.unit}"

    @property
    def amount(self) -> str:
        return f"{self.value} {self.unit}".strip()
