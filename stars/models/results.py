"""What the engine found, how ties were decided, and what an objection changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from stars.models.people import User
from stars.models.rounds import Entry, Round
from stars.write_once import WriteOnce


class RatingRun(WriteOnce):
    """One run of the engine over one category. `content`: what went in and what came out, as plain data."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="runs")
    category = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["category", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "category", "number"], name="run_number_once")
        ]

    def __str__(self):
        return f"{self.round} · {self.category} · {self.number}"


class Result(WriteOnce):
    """One entry in one run; the newest run of its category counts. `exact` is a fraction as text."""

    run = models.ForeignKey(RatingRun, on_delete=models.PROTECT, related_name="results")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="results")
    exact = models.TextField(blank=True)
    shown = models.CharField(max_length=10, blank=True)
    level = models.PositiveSmallIntegerField(null=True)
    explanation = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "entry"], name="result_once_a_run")]

    def __str__(self):
        return f"{self.entry} · {self.level}"


class TieDecision(WriteOnce):
    """The recorded vote of the leading group on one tie: of `tied` the `chosen` have the level."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="tie_decisions")
    category = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    tied = models.JSONField()
    chosen = models.JSONField()
    votes_for = models.PositiveSmallIntegerField(_("votes for"))
    votes_against = models.PositiveSmallIntegerField(_("votes against"))
    abstained = models.PositiveSmallIntegerField(_("abstained"))
    reason = models.TextField(_("reason"), max_length=1000)
    decided_on = models.DateField(_("decided on"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.round} · {self.category} · {self.level}"
