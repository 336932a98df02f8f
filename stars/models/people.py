"""Organisations, accounts, and the posts that join them."""

import datetime

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from stars.divisions import PARENT_KIND, code_problem


class User(AbstractUser):
    """A person's account. What he may do comes from his posts alone."""

    name = models.CharField(_("name"), max_length=60)
    must_change_password = models.BooleanField(default=False)
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return self.name


class OrganisationQuerySet(models.QuerySet):
    def valid_on(self, day: datetime.date):
        return self.filter(Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day))

    def villages(self):
        return self.filter(kind=Organisation.Kind.VILLAGE)


class Organisation(models.Model):
    class Kind(models.TextChoices):
        COUNTY = "county", _("County")
        TOWNSHIP = "township", _("Township")
        VILLAGE = "village", _("Village")
        BRANCH = "branch", _("Party branch")
        GROUP = "group", _("Villagers' group")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    code = models.CharField(_("division code"), max_length=12, null=True, blank=True)
    name = models.CharField(_("name"), max_length=100)
    valid_from = models.DateField(_("valid from"), default=datetime.date(2000, 1, 1))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["code", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="organisation_code_once_in_force"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["branch", "group"], code=None)
                # Without "not NULL" the pattern is unknown for a missing code, and unknown passes a check.
                | Q(
                    kind__in=["county", "township", "village"], code__isnull=False, code__regex=r"^[0-9]{12}$"
                ),
                name="organisation_code_shape",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="organisation_dates_in_order",
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        parent_kind = self.parent.kind if self.parent else None
        if self.kind in PARENT_KIND:
            if parent_kind != PARENT_KIND[self.kind]:
                raise ValidationError(
                    {"parent": _("A village belongs to a township, a township to a county.")}
                )
            problem = code_problem(self.code or "", self.kind, self.parent.code if self.parent else None)
            if problem:
                raise ValidationError({"code": CODE_PROBLEMS[problem]})
        elif parent_kind not in ("village", "branch"):
            raise ValidationError({"parent": _("A branch or a villagers' group belongs to a village.")})


CODE_PROBLEMS = {
    "not_twelve_digits": _("A division code is 12 digits. Look it up in the statistics office's list."),
    "wrong_level": _("This code is not one of this level: 6, 9 or 12 digits, the rest zeros."),
    "not_below_parent": _("This code does not begin with the digits of the parent. Check which is wrong."),
}


class Post(models.TextChoices):
    MEMBER = "member", _("Committee member")
    CLERK = "clerk", _("Clerk")
    SECRETARY = "secretary", _("Secretary")
    PANEL = "panel", _("Leading-group member")
    COUNTER = "counter", _("Counter")
    REVIEWER = "reviewer", _("Township reviewer")
    APPROVER = "approver", _("Township approver")
    AUDITOR = "auditor", _("County auditor")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")


class MembershipQuerySet(models.QuerySet):
    def in_force(self, day: datetime.date | None = None):
        day = day or timezone.localdate()
        return self.filter(Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day))

    def overlapping(self, row):
        """The same post at the same place in any of the days of `row`."""
        same = self.filter(organisation=row.organisation, post=row.post)
        if row.valid_to:
            same = same.filter(valid_from__lte=row.valid_to)
        return same.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=row.valid_from))


class Membership(models.Model):
    """A user holds a post at an organisation from one day to another (both included)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    post = models.CharField(_("post"), max_length=20, choices=Post)
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    history = HistoricalRecords()
    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "post"],
                condition=Q(valid_to=None),
                name="membership_held_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="membership_dates_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_post_display()} · {self.organisation}"
