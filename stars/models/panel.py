"""The leading group: who sits in it, and how each scored."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from stars.models.people import User
from stars.models.rounds import Entry, Round


class PanelSeat(models.Model):
    """One person of the leading group in one round. `excused`: his missing scores do not hold the others up."""

    class Role(models.TextChoices):
        HEAD = "head", _("Head")
        DEPUTY = "deputy", _("Deputy")
        MEMBER = "member", _("Member")
        OFFICE = "office", _("Office")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="seats")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    scores = models.BooleanField(_("scores"), default=True)
    excused = models.BooleanField(_("excused"), default=False)
    excuse = models.CharField(_("why excused"), max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="seat_once_a_round")]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()}"


class PanelScore(models.Model):
    """One scorer's points for one entry. `points`: line of the table → points as text, exact."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="panel_scores")
    scorer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    points = models.JSONField()
    version = models.PositiveIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "scorer"], name="score_once_a_scorer")]

    def __str__(self):
        return f"{self.entry} · {self.scorer}"
