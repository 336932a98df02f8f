"""The secret assessment: meetings, the counters' sheets, and what was counted.

No row here joins a slip, a ballot and a person, and none holds a time finer than the meeting (see BallotBox).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from stars.assessing import MeetingState
from stars.models.people import User
from stars.models.rounds import Entry, Round
from stars.write_once import WriteOnce


class Meeting(models.Model):
    """One meeting of a round. `entries`: who is assessed in it; `nominated`: whom a nominating branch put forward."""

    class Kind(models.TextChoices):
        REPRESENTATIVES = "representatives", _("Village representatives")
        MEMBERS = "members", _("Party members")
        BRANCH = "branch", _("Party branch")
        GROUP = "group", _("Villagers' group")

    class Mode(models.TextChoices):
        PAPER = "paper", _("Paper ballots")
        SLIPS = "slips", _("One-time slips on the spot")
        HANDS = "hands", _("Show of hands")
        NOMINATION = "nomination", _("Nomination")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(_("who meets"), max_length=16, choices=Kind)
    mode = models.CharField(_("how it is decided"), max_length=12, choices=Mode)
    title = models.CharField(_("title"), max_length=100)
    group = models.CharField(_("villagers' group or branch"), max_length=40, blank=True)
    held_on = models.DateField(_("held on"))
    entries = models.ManyToManyField(Entry, related_name="meetings", blank=True)
    nominated = models.ManyToManyField(Entry, related_name="nominations", blank=True)
    due = models.PositiveIntegerField(_("due to attend"), null=True, blank=True)
    present = models.PositiveIntegerField(_("present"), null=True, blank=True)
    attendance = models.TextField(
        _("who was present (one name a line, may stay empty)"), blank=True, max_length=8000
    )
    issued = models.PositiveIntegerField(_("ballots issued"), null=True, blank=True)
    returned = models.PositiveIntegerField(_("ballots returned"), null=True, blank=True)
    void_ballots = models.PositiveIntegerField(_("void ballots"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    version = models.PositiveIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(present=None) | Q(due=None) | Q(present__lte=F("due")),
                name="meeting_present_within_due",
            )
        ]

    def __str__(self):
        return self.title


class TallySheet(models.Model):
    """What one counter counted. `counts`: entry id → option key → ballots; two equal sheets of two people count.

    `recounted`: more came back than were issued, counted again, and it stays so. `compared`: both were confirmed and
    differed; from then on each counter sees the other's numbers.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="sheets")
    counter = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued = models.PositiveIntegerField(_("ballots issued"))
    returned = models.PositiveIntegerField(_("ballots returned"))
    void_ballots = models.PositiveIntegerField(_("void ballots"))
    counts = models.JSONField(default=dict, blank=True)
    recounted = models.BooleanField(default=False)
    confirmed = models.BooleanField(default=False)
    compared = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "counter"], name="tally_once_a_counter")]

    def __str__(self):
        return f"{self.meeting} · {self.counter}"


class MeetingCount(WriteOnce):
    """What a closed meeting said of one entry: option key → ballots."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="counts")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="counts")
    counts = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "entry"], name="count_once_a_meeting")]

    def __str__(self):
        return f"{self.meeting} · {self.entry}"


class BallotBox(models.Model):
    """The open vote of one meeting, in one row that every cast rewrites as a whole.

    `unused`, `used`: digests of the slips, each list sorted by itself; `ballots`: the marks so far, in random order.
    A row for each slip and each ballot would tell by its transaction, place or order which belong together. No
    history, no event, no time; gone when the meeting is closed.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="box")
    unused = models.JSONField(default=list)
    used = models.JSONField(default=list)
    ballots = models.JSONField(default=list)

    def __str__(self):
        return str(self.meeting_id)


class Ballot(WriteOnce):
    """One cast ballot, written at closing, shuffled. `marks`: entry id → option key."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="ballots")
    marks = models.JSONField()

    def __str__(self):
        return str(self.meeting_id)
