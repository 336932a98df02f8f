"""Public notices with an end, what people say of them, and what came of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from stars.assessing import ObjectionState
from stars.models.people import Organisation, User
from stars.models.rounds import Entry, Round
from stars.write_once import Settled, WriteOnce


class Holiday(models.Model):
    """A day that is not what its weekday says: free, or worked to make up for a bridge day."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=40)
    works = models.BooleanField(_("is worked"), default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["day"]

    def __str__(self):
        return f"{self.day} {self.name}"


class Posting(Settled):
    """A notice as it was put up. `content`: what it says, by entry id, names masked; `digest` proves it.

    `entry`: the one entry of a ten-star posting. It runs from `starts_on` to `ends_on`, both included, and comes down
    by itself; `taken_down_on` is a day before that, with a reason.
    """

    OPEN_FIELDS = frozenset({"taken_down_on", "taken_down_by_id", "taken_down_because"})

    class Kind(models.TextChoices):
        TARGETS = "targets", _("Targets")
        RESULTS = "results", _("Results")
        STARS = "stars", _("Proposed stars")

    class Unit(models.TextChoices):
        CALENDAR = "calendar", _("calendar days")
        WORKING = "working", _("working days")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="postings")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="postings")
    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="postings")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    days = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10, choices=Unit, default=Unit.CALENDAR)
    starts_on = models.DateField()
    ends_on = models.DateField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    taken_down_on = models.DateField(null=True, blank=True)
    taken_down_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_down_because = models.TextField(blank=True, max_length=1000)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="posting_dates_in_order"),
            models.UniqueConstraint(fields=["round", "entry", "kind", "number"], name="posting_number_once"),
            models.UniqueConstraint(
                fields=["round", "kind", "number"], condition=Q(entry=None), name="posting_of_a_round_once"
            ),
        ]

    def __str__(self):
        return f"{self.round} · {self.get_kind_display()}"

    def is_settled(self) -> bool:
        return self.taken_down_on is not None

    def runs_on(self, day) -> bool:
        return self.starts_on <= day <= self.ends_on and self.taken_down_on is None

    def is_over(self, day) -> bool:
        """It ran its whole time; one that was taken down before never is."""
        return self.taken_down_on is None and day > self.ends_on


class Objection(models.Model):
    """What somebody says of a posting. Neither a device nor an address is kept; `name` and `contact` only if given,
    and hidden from the person concerned. `code_digest`: of the code by which the objector follows it. `entered_by`:
    who noted a call or a paper, and so does not answer it; None for the public form."""

    class Channel(models.TextChoices):
        FORM = "form", _("Form")
        PHONE = "phone", _("By phone")
        PAPER = "paper", _("On paper")

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="objections")
    entry = models.ForeignKey(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="objections"
    )
    receipt = models.CharField(max_length=20, unique=True)
    code_digest = models.CharField(max_length=64)
    channel = models.CharField(max_length=10, choices=Channel)
    text = models.TextField(_("what is objected"), max_length=4000)
    name = models.CharField(_("name (may stay empty)"), max_length=60, blank=True)
    contact = models.CharField(_("how to reach you (may stay empty)"), max_length=100, blank=True)
    received_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ObjectionState, default=ObjectionState.RECEIVED)
    version = models.PositiveIntegerField(default=0)
    entered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(_("answer"), blank=True, max_length=4000)
    decided_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["name", "contact"])

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.receipt


class Correction(WriteOnce):
    """What an upheld objection changed, for the person concerned alone: his level from now on. `before`: None
    where he had none, as while a tie is undecided."""

    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="correction")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="corrections")
    before = models.PositiveSmallIntegerField(null=True)
    level = models.PositiveSmallIntegerField()
    reason = models.TextField(max_length=1000)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.entry} · {self.level}"
