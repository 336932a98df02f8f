"""Rulebooks as people issue them, and their versions, which never change."""

from functools import lru_cache

from django.db import models

from stars.models.people import User
from stars.rules.book import Book
from stars.rules.loader import parse_book
from stars.write_once import WriteOnce


class Rulebook(models.Model):
    key = models.SlugField(unique=True)
    title = models.CharField(max_length=200)

    def __str__(self):
        return self.title


class RulebookVersion(WriteOnce):
    """One exact text of a rulebook; `digest` is SHA-256 of its bytes in UTF-8."""

    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    source = models.TextField()
    digest = models.CharField(max_length=64)
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
        return _parsed(self.source, f"{self.rulebook_id}-{self.number}")


@lru_cache(maxsize=64)
def _parsed(source: str, name: str) -> Book:
    return parse_book(source, name)
