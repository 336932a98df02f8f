"""Who is rated: the village itself, its committee, a person, a household or a business."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from stars.models.people import Organisation, User


class SubjectQuerySet(models.QuerySet):
    def present(self):
        return self.filter(left_on=None)


class Subject(models.Model):
    """One who is rated in `category` by `owner`. For ten stars: the village's organisation itself.

    `group` and `number` find a household; `alias` tells two of the same name apart. `people`: accounts whose own
    this is, who therefore never score, count or decide for it; `household`: where the person belongs.
    """

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", _("Organisation")
        PERSON = "person", _("Person")
        HOUSEHOLD = "household", _("Household")
        BUSINESS = "business", _("Business")

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="subjects")
    category = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ORGANISATION)
    name = models.CharField(_("name"), max_length=100)
    group = models.CharField(_("villagers' group"), max_length=40, blank=True)
    number = models.CharField(_("household number"), max_length=20, blank=True)
    alias = models.CharField(_("to tell namesakes apart"), max_length=40, blank=True)
    household = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    people = models.ManyToManyField(User, blank=True, related_name="own_subjects")
    lifetime = models.BooleanField(_("holds five stars for life"), default=False)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    history = HistoricalRecords()
    objects = SubjectQuerySet.as_manager()

    class Meta:
        ordering = ["category", "group", "number", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["category", "organisation"], name="subject_organisation_once"),
            models.UniqueConstraint(
                fields=["owner", "category", "group", "number"],
                condition=Q(kind="household", left_on=None),
                name="household_number_once",
            ),
            models.UniqueConstraint(
                fields=["owner", "category", "name", "group", "alias"],
                condition=Q(kind__in=["person", "business"], left_on=None),
                name="namesakes_have_an_alias",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """The name with what tells it apart."""
        apart = "，".join(filter(None, (self.group, self.number, self.alias)))
        return f"{self.name}（{apart}）" if apart else self.name
