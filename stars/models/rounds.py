"""A round, who is rated in it, and what each says of himself."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from stars.models.people import Organisation, User
from stars.models.rulebooks import RulebookVersion


class Round(models.Model):
    """One run of a rulebook version by an organiser; `category` is the table of the book that it rates."""

    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rounds")
    version = models.ForeignKey(RulebookVersion, on_delete=models.PROTECT, related_name="rounds")
    category = models.CharField(max_length=40)
    title = models.CharField(_("title"), max_length=100)
    year = models.PositiveSmallIntegerField(_("year"))
    max_returns = models.PositiveSmallIntegerField(_("returns at most"), default=5)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organiser", "category", "title"], name="round_title_once"),
        ]

    def __str__(self):
        return self.title

    @property
    def table(self):
        """The category of the rulebook that this round rates."""
        return self.version.book.categories[self.category]


class Phase(models.Model):
    """A dated part of a round; `hard` means that after the last day the step is refused."""

    class Kind(models.TextChoices):
        FILL = "fill", _("Filling in and submitting")
        REVIEW = "review", _("Review")
        SIGN = "sign", _("Sign-off")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=10, choices=Kind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    hard = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "kind"], name="phase_once_a_round"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="phase_dates_in_order"),
        ]

    def __str__(self):
        return f"{self.round} · {self.get_kind_display()}"


class Subject(models.Model):
    """Who is rated. For ten stars: the village's organisation itself."""

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="subjects")
    category = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "organisation"], name="subject_organisation_once")
        ]

    def __str__(self):
        return self.name


class Entry(models.Model):
    """One subject in one round: `target` is the list of stars applied for, or a level."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="entries")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="entries")
    target = models.JSONField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "subject"], name="entry_once_a_round")]

    def __str__(self):
        return f"{self.subject} · {self.round}"


class SelfCheck(models.Model):
    """What the subject says of one item of the rulebook."""

    class Answer(models.TextChoices):
        YES = "yes", _("Done")
        PARTLY = "partly", _("Partly done")
        NO = "no", _("Not yet")
        NOT_APPLICABLE = "na", _("Does not apply here")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="self_checks")
    item = models.CharField(max_length=80)
    answer = models.CharField(max_length=10, choices=Answer)
    note = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "item"], name="self_check_once_an_item")]

    def __str__(self):
        return f"{self.item}: {self.get_answer_display()}"
