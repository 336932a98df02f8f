"""Reporting to the township, and what comes of accepted results: cards and benefits."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from stars.models.people import User
from stars.models.rounds import Round
from stars.models.signing import Award
from stars.write_once import Settled


class Filing(Settled):
    """The results of a round as the village reported them; `digest` covers `content`. Returned or accepted once."""

    OPEN_FIELDS = frozenset(
        {"checked_by_id", "checked_at", "check_note", "returned_by_id", "returned_at", "return_reason"}
    )

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="filings")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    note = models.TextField(_("note to the township"), blank=True, max_length=2000)
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(auto_now_add=True)
    checked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    check_note = models.TextField(blank=True, max_length=2000)
    returned_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(blank=True, max_length=2000)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="filing_number_once")]

    def __str__(self):
        return f"{self.round} · {self.number}"

    def is_settled(self) -> bool:
        return self.returned_at is not None


class BenefitCard(models.Model):
    """A card for one award: `code` is in its QR and shows only level and last day."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="cards")
    number = models.CharField(max_length=30, unique=True)
    code = models.CharField(max_length=40, unique=True)
    issued_on = models.DateField()
    valid_until = models.DateField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["award"], condition=models.Q(withdrawn_on=None), name="card_one_in_force"
            )
        ]

    def __str__(self):
        return self.number


class BenefitGrant(Settled):
    """One benefit handed out on a card. `struck_on`: entered by mistake; the row stays, with its reason."""

    OPEN_FIELDS = frozenset({"struck_on", "struck_because"})

    card = models.ForeignKey(BenefitCard, on_delete=models.PROTECT, related_name="grants")
    benefit = models.CharField(max_length=40)
    amount = models.DecimalField(_("amount in yuan"), max_digits=10, decimal_places=2, null=True, blank=True)
    given_on = models.DateField(_("day"))
    given_by = models.CharField(_("handed out by"), max_length=60)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    struck_on = models.DateField(null=True, blank=True)
    struck_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["given_on", "pk"]

    def __str__(self):
        return f"{self.card} · {self.benefit}"

    def is_settled(self) -> bool:
        return self.struck_on is not None
