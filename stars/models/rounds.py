"""A round, its dates, and the entry of each subject with what it says of itself."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from stars.models.people import Organisation, User
from stars.models.rulebooks import RulebookVersion
from stars.models.subjects import Subject


class Round(models.Model):
    """One run of a rulebook version by an organiser.

    `category`: the table of the book that it rates; empty for the five roles, where a village rates by every table
    of its book. `half`: 1 or 2 where the book's period is half a year.
    """

    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rounds")
    version = models.ForeignKey(RulebookVersion, on_delete=models.PROTECT, related_name="rounds")
    category = models.CharField(max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=100)
    year = models.PositiveSmallIntegerField(_("year"))
    half = models.PositiveSmallIntegerField(_("half of the year"), null=True, blank=True)
    max_returns = models.PositiveSmallIntegerField(_("returns at most"), default=5)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organiser", "category", "title"], name="round_title_once"),
            models.CheckConstraint(
                condition=Q(half=None) | Q(half__in=[1, 2]), name="round_half_is_one_or_two"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def table(self):
        """The category of the rulebook that a round of ten stars rates."""
        return self.version.book.categories[self.category]

    @property
    def is_five_roles(self) -> bool:
        return not self.category


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


class Entry(models.Model):
    """One subject in one round. `target`: the stars applied for (the five roles declare a Target).

    `previous_level`: 0–5, None at the first rating; `lifetime`: as the subject was when the round took it in;
    `applied_on`: the day on which he applied for himself, where the book asks for it.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="entries")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="entries")
    target = models.JSONField(null=True, blank=True)
    previous_level = models.PositiveSmallIntegerField(_("level before"), null=True, blank=True)
    lifetime = models.BooleanField(default=False)
    applied_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "subject"], name="entry_once_a_round"),
            models.CheckConstraint(
                condition=Q(previous_level=None) | Q(previous_level__lte=5),
                name="entry_previous_level_to_five",
            ),
        ]

    def __str__(self):
        return f"{self.subject} · {self.round}"

    @property
    def table(self):
        """The category of the rulebook by which this subject is rated."""
        return self.round.version.book.categories[self.subject.category]


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
