"""Rulebooks as people issue them, and their versions, which never change."""

from functools import lru_cache

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from stars.models.people import Organisation, User
from stars.rules.book import Book
from stars.rules.loader import parse_book
from stars.write_once import WriteOnce


class Rulebook(models.Model):
    """`owner`: whose administrators edit it, for all villages below; None: the shipped one."""

    key = models.SlugField()
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="rulebooks"
    )

    class Meta:
        ordering = ["key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(owner=None), name="rulebook_key_once_shipped"
            ),
            models.UniqueConstraint(fields=["owner", "key"], name="rulebook_key_once_an_owner"),
        ]

    def __str__(self):
        return self.title


class RulebookVersion(WriteOnce):
    """One exact text of a rulebook; `digest` is SHA-256 of its bytes in UTF-8.

    `accepted`: the linter's warnings that were accepted, as [{"id", "code", "place", "article", "numbers", "reason",
    "by"}] (stars/queries/rulebooks_findings.py).
    """

    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    source = models.TextField()
    digest = models.CharField(max_length=64)
    accepted = models.JSONField(default=list, blank=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rulebook", "number"], name="rulebook_version_number_once"),
            models.UniqueConstraint(fields=["rulebook", "digest"], name="rulebook_version_text_once"),
        ]

    def __str__(self):
        return f"{self.rulebook} · {self.number}"

    @property
    def book(self) -> Book:
        return book_of(self.source)


class RulebookDraft(models.Model):
    """The text that is being worked on; at most one a rulebook. `base`: the version it began from, if any."""

    rulebook = models.OneToOneField(Rulebook, on_delete=models.PROTECT, related_name="draft")
    base = models.ForeignKey(
        RulebookVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.TextField()
    accepted = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()

    def __str__(self):
        return str(self.rulebook)

    @property
    def book(self) -> Book:
        return book_of(self.source)


@lru_cache(maxsize=64)
def book_of(source: str) -> Book:
    """The rulebook in a text that was read without fault before."""
    return parse_book(source, "")
