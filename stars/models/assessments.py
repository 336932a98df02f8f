"""The five-role life of a round, from targets to levels in force."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from stars.assessing import AssessmentState, TargetState
from stars.models.people import Organisation, User
from stars.models.rounds import Entry, Round
from stars.models.rulebooks import Rulebook


class Assessment(models.Model):
    """State of a round of the five roles; `village` is the organiser, copied so that lists read one table."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="assessment")
    village = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assessments")
    township = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=AssessmentState, default=AssessmentState.PREPARING)
    version = models.PositiveIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        indexes = [models.Index(fields=["township", "state"], name="assessment_township_queue")]

    def __str__(self):
        return str(self.round)


class Target(models.Model):
    """The level that a subject sets out to reach (promote) or to hold (keep)."""

    class Kind(models.TextChoices):
        PROMOTE = "promote", _("Promote")
        KEEP = "keep", _("Keep")

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="declared")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    level = models.PositiveSmallIntegerField(_("level"))
    note = models.TextField(_("what the self-check showed"), blank=True, max_length=1000)
    state = models.CharField(max_length=10, choices=TargetState, default=TargetState.DECLARED)
    version = models.PositiveIntegerField(default=0)
    declared_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision_note = models.TextField(blank=True, max_length=1000)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__gte=1, level__lte=5), name="target_level_one_to_five"
            )
        ]

    def __str__(self):
        return f"{self.entry} · {self.get_kind_display()} {self.level}"


class PersonalSlip(models.Model):
    """A one-time code by which one person reaches his own entry, without an account. Only its digest is kept.

    `used_on`: the day on which it was used up; of a slip for the own result, which opens until its last day, the day on
    which it first did.
    """

    class Kind(models.TextChoices):
        TARGET = "target", _("Declare the target")
        APPLY = "apply", _("Apply for the assessment")
        WHY = "why", _("Read the own result")

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="slips")
    kind = models.CharField(max_length=10, choices=Kind)
    code_digest = models.CharField(max_length=64, unique=True)
    valid_until = models.DateField()
    used_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return f"{self.entry} · {self.get_kind_display()}"


class GroundPermission(models.Model):
    """A county lets one ground of a rulebook be used, with its legal basis. Without such a row the ground is off."""

    county = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="ground_permissions")
    clause = models.CharField(max_length=20)
    legal_basis = models.TextField(_("legal basis"), max_length=1000)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "rulebook", "clause"],
                condition=models.Q(ended_on=None),
                name="ground_permission_once",
            )
        ]

    def __str__(self):
        return f"{self.rulebook} · {self.clause}"


class Exclusion(models.Model):
    """One entry is not rated, under a ground that the county switched on.

    `confirmed`: everybody named as a decider has confirmed; before that it is a proposal and counts nowhere.
    Seen by the subject and the deciders only; in no event, history, filing or export; erased when the round is
    archived. Nothing but its own rows below ever points here.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="exclusion")
    clause = models.CharField(max_length=20)
    deciders = models.ManyToManyField(User, through="ExclusionDecider", related_name="+")
    decided_on = models.DateField()
    confirmed = models.BooleanField(default=False)

    def __str__(self):
        return str(self.entry)


class ExclusionDecider(models.Model):
    """One of those who decide, and whether he has confirmed, signed in himself."""

    exclusion = models.ForeignKey(Exclusion, on_delete=models.CASCADE, related_name="voices")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["exclusion", "user"], name="exclusion_decider_once"),
        ]

    def __str__(self):
        return str(self.user)


class ExclusionObjection(models.Model):
    """What the subject says to it, and what those who decided answer; the next one only after the answer."""

    exclusion = models.ForeignKey(Exclusion, on_delete=models.CASCADE, related_name="objections")
    text = models.TextField(max_length=2000)
    answer = models.TextField(blank=True, max_length=2000)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exclusion"], condition=models.Q(answer=""), name="exclusion_objection_waits_once"
            ),
        ]

    def __str__(self):
        return str(self.exclusion)
